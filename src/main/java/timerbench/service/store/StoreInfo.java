package timerbench.service.store;

import java.util.Map;

/**
 * A description of a store, as its database reports it.
 *
 * @param database its product, such as {@code PostgreSQL}
 * @param version the product's version
 * @param durability the settings that decide whether an answered write survives a crash, under the database's names
 */
public record StoreInfo(String database, String version, Map<String, String> durability) {
    public StoreInfo {
        durability = Map.copyOf(durability);
    }
}

package timerbench.service.store;

import java.util.Map;

/**
 * What a store is.
 *
 * @param database its product, such as {@code PostgreSQL}
 * @param version the product's version
 * @param durability the settings that decide whether an answered write survives a crash, by the database's own names
 */
public record StoreInfo(String database, String version, Map<String, String> durability) {
    public StoreInfo {
        durability = Map.copyOf(durability);
    }
}

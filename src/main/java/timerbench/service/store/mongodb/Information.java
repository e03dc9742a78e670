package timerbench.service.store.mongodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreInfo;
import timerbench.service.store.StoreUnavailableException;

/** Reads the server's description of itself. */
final class Information {
    private Information() {}

    static StoreInfo read(Connections connections) {
        Map<String, String> durability = new LinkedHashMap<>();
        durability.put("writeConcern.w", String.valueOf(Connections.WRITE_CONCERN.getWObject()));
        durability.put("writeConcern.j", String.valueOf(Connections.WRITE_CONCERN.getJournal()));
        durability.put(
                "readConcern",
                Connections.READ_CONCERN.asDocument().getString("level").getValue());
        durability.put("readPreference", Connections.READ_PREFERENCE.getName());
        durability.put("hosts", hosts(connections.command(Connections.HELLO)));
        storageEngine(connections).ifPresent(engine -> {
            durability.put("storageEngine.name", engine.getString("name"));
            durability.put("storageEngine.persistent", String.valueOf(engine.getBoolean("persistent")));
        });
        return new StoreInfo("MongoDB", connections.command("buildInfo").getString("version"), durability);
    }

    /** Returns the number of servers that hold the data, because a majority of one server is that server. */
    private static String hosts(Document hello) {
        List<String> hosts = hello.getList("hosts", String.class, List.of());
        return hosts.isEmpty() ? "1" : Integer.toString(hosts.size());
    }

    /** Returns the storage engine; empty if the service's user may not read it. */
    private static Optional<Document> storageEngine(Connections connections) {
        try {
            return Optional.ofNullable(connections.command("serverStatus").get("storageEngine", Document.class));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}

package timerbench.harness.targets.database.mongodb;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.bson.Document;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Profiler;

/** A MongoDB that answers at an address: what is asked of it there does not depend on where it comes from. */
abstract class AddressedMongoDb implements DatabaseServer {
    abstract MongoDbAddress address();

    /** Of all that speak its protocol only the product itself names its storage engines. */
    @Override
    public boolean isEmulator() {
        return address()
                .call(database ->
                        !database.runCommand(new Document("buildInfo", 1)).containsKey("storageEngines"));
    }

    @Override
    public Map<String, String> serviceSettings() {
        return Map.of(
                "timerbench.service.mongodb.uri", address().uri(),
                "timerbench.service.mongodb.user", address().user(),
                "timerbench.service.mongodb.database", address().database());
    }

    @Override
    public Map<String, String> serviceEnvironment() {
        return address()
                .password()
                .map(secret -> Map.of("DATABASE_PASSWORD", secret))
                .orElse(Map.of());
    }

    /**
     * Returns the bytes of the files of the service's collections and their indexes, as of the last checkpoint: the server makes
     * one a minute.
     */
    @Override
    public OptionalLong diskBytes() {
        return address().call(database -> {
            long bytes = 0;
            for (String collection : database.listCollectionNames()) {
                bytes += collection.startsWith("system.") ? 0 : bytes(database, collection);
            }
            return OptionalLong.of(bytes);
        });
    }

    private static long bytes(MongoDatabase database, String collection) {
        Document stats = database.runCommand(new Document("collStats", collection));
        return stats.get("storageSize", Number.class).longValue()
                + stats.get("totalIndexSize", Number.class).longValue();
    }

    @Override
    public Profiler profiler(Supplier<List<String>> metrics) {
        return new OperationProfiler(address());
    }

    @Override
    public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
        return new BareDriver(address()).documentsPerSecond(warmUp, measured);
    }
}

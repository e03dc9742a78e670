package timerbench.harness.targets.database.mongodb;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.bson.Document;
import timerbench.address.HostPort;
import timerbench.harness.targets.database.DatabasePassword;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.RunSpace;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;

/**
 * A MongoDB that was running already. The run has a database of its own there, dropped when this is closed or this
 * process ends.
 *
 * <p>After SIGKILL it stays. Such databases are named {@code timerbench_…}; their collection {@code
 * made_by_timer_bench} holds the time at which each was created.
 */
final class ExternalMongoDb implements DatabaseServer {
    private final MongoDbAddress address;
    private final RunSpace database;

    private ExternalMongoDb(MongoDbAddress address, RunSpace database) {
        this.address = address;
        this.database = database;
    }

    /**
     * Returns the server with a new database.
     *
     * @param uri a connection string without a user
     * @param user empty if the server trusts the connection
     * @throws DatabaseException if it does not answer, or the user may not create a database
     */
    static ExternalMongoDb open(String uri, String user, Optional<String> password) {
        MongoDbAddress address = new MongoDbAddress(uri, user, password, RunSpace.newName());
        RunSpace database = RunSpace.create(
                () -> address.call(own -> own.getCollection("made_by_timer_bench")
                        .insertOne(new Document("at", Instant.now().toString()))),
                () -> address.call(own -> own.runCommand(new Document("dropDatabase", 1))),
                "It must be running, accept the user (the password comes from the environment variable"
                        + " DATABASE_PASSWORD) and let the user create and drop databases (roles"
                        + " readWriteAnyDatabase and dbAdminAnyDatabase)");
        return new ExternalMongoDb(address, database);
    }

    MongoDbAddress address() {
        return address;
    }

    @Override
    public Provision provision() {
        return Provision.EXTERNAL;
    }

    /** Of all that speak its protocol only the product itself names its storage engines. */
    @Override
    public boolean isEmulator() {
        return address.call(
                database -> !database.runCommand(new Document("buildInfo", 1)).containsKey("storageEngines"));
    }

    @Override
    public Optional<HostPort> linkable() {
        return MongoDbAddress.linkable(address.uri());
    }

    @Override
    public Map<String, String> serviceSettings() {
        return serviceSettings(address.uri());
    }

    @Override
    public Map<String, String> serviceSettings(HostPort link) {
        return serviceSettings(address.uriAt(link));
    }

    private Map<String, String> serviceSettings(String uri) {
        return Map.of(
                Settings.key("service.mongodb.uri"), uri,
                Settings.key("service.mongodb.user"), address.user(),
                Settings.key("service.mongodb.database"), address.database());
    }

    @Override
    public Map<String, String> serviceEnvironment() {
        return DatabasePassword.variables(address.password());
    }

    /**
     * Returns the bytes of the files of the service's collections and their indexes, as of the last checkpoint: the
     * server makes one a minute.
     */
    @Override
    public OptionalLong diskBytes() {
        return address.call(database -> {
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
        return new OperationProfiler(address);
    }

    @Override
    public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
        return new BareDriver(address).documentsPerSecond(warmUp, measured);
    }

    @Override
    public void close() {
        database.close();
    }
}

package timerbench.harness.targets.database.mongodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;

/**
 * A MongoDB that was running already. The run has a database of its own there, dropped when this is closed or this process
 * ends.
 *
 * <p>After SIGKILL it stays. Such databases are named {@code timerbench_…}; their collection {@code made_by_timer_bench} says
 * when each was made.
 */
public final class ExternalMongoDb extends AddressedMongoDb {
    private final MongoDbAddress address;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::close, "drop-database");

    private ExternalMongoDb(MongoDbAddress address) {
        this.address = address;
    }

    /**
     * Returns the server with a new database.
     *
     * @param uri a connection string without a user
     * @param user empty where the server trusts the connection
     * @throws DatabaseException if it does not answer, or the user may not create a database
     */
    public static ExternalMongoDb open(String uri, String user, Optional<String> password) {
        String database = "timerbench_" + UUID.randomUUID().toString().replace("-", "");
        MongoDbAddress address = new MongoDbAddress(uri, user, password, database);
        ExternalMongoDb external = new ExternalMongoDb(address);
        // Before there is anything to remove, lest this process is told to end in between.
        Runtime.getRuntime().addShutdownHook(external.hook);
        try {
            address.call(own -> own.getCollection("made_by_timer_bench")
                    .insertOne(new Document("at", Instant.now().toString())));
            return external;
        } catch (DatabaseException e) {
            external.closed.set(true);
            external.forgetHook();
            throw new DatabaseException(
                    e.getMessage()
                            + "\nIt must be running, let the user in (the password comes from the environment variable"
                            + " DATABASE_PASSWORD) and let it create and drop databases (roles readWriteAnyDatabase and"
                            + " dbAdminAnyDatabase)",
                    e);
        }
    }

    @Override
    MongoDbAddress address() {
        return address;
    }

    @Override
    public Provision provision() {
        return Provision.EXTERNAL;
    }

    /** Returns nothing, even if it runs on this machine: other work than this run's may be done there. */
    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> limits() {
        return Map.of();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            forgetHook();
            address.call(own -> own.runCommand(new Document("dropDatabase", 1)));
        }
    }

    private void forgetHook() {
        if (Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // This process is ending; the hook will find it closed.
            }
        }
    }
}

package timerbench.harness.targets.database.postgres;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.process.DatabaseException;

/**
 * A PostgreSQL that was running already. The run has a schema of its own there, dropped when this is closed or this process
 * ends.
 *
 * <p>After SIGKILL it stays. {@code SELECT nspname, obj_description(oid) FROM pg_namespace WHERE nspname LIKE
 * 'timerbench\_%'} finds such schemas and says when each was made; {@code DROP SCHEMA … CASCADE} removes one.
 */
public final class ExternalPostgres extends AddressedPostgres {
    /** What still writes there may hold the schema only so long. */
    private static final String DROP = "SET lock_timeout = '10s'; DROP SCHEMA IF EXISTS %s CASCADE";

    private final PostgresAddress address;
    private final String schema;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::close, "drop-schema");

    private ExternalPostgres(PostgresAddress server, String schema) {
        this.address = server.withSchema(schema);
        this.schema = schema;
    }

    /**
     * Returns the server with a new schema.
     *
     * @param url a JDBC address without user and password
     * @throws DatabaseException if it does not answer, or the user may not create a schema
     */
    public static ExternalPostgres open(String url, String user, Optional<String> password) {
        PostgresAddress server = new PostgresAddress(url, user, password, Optional.empty());
        String schema = "timerbench_" + UUID.randomUUID().toString().replace("-", "");
        ExternalPostgres external = new ExternalPostgres(server, schema);
        // Before there is anything to remove, lest this process is told to end in between.
        Runtime.getRuntime().addShutdownHook(external.hook);
        try {
            server.run("CREATE SCHEMA %1$s; COMMENT ON SCHEMA %1$s IS 'made by timer-bench at %2$s, for one run'"
                    .formatted(schema, Instant.now()));
            return external;
        } catch (DatabaseException e) {
            external.closed.set(true);
            external.forgetHook();
            throw new DatabaseException(
                    e.getMessage() + "\nIt must be running, let " + user
                            + " in (the password comes from the environment"
                            + " variable DATABASE_PASSWORD) and let it create a schema (GRANT CREATE ON DATABASE …)",
                    e);
        }
    }

    @Override
    PostgresAddress address() {
        return address;
    }

    @Override
    boolean isOwn() {
        return false;
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
            address.run(DROP.formatted(schema));
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

package timerbench.harness.targets.database.postgres;

import java.time.Instant;
import java.util.Optional;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.RunSpace;
import timerbench.harness.targets.process.DatabaseException;

/**
 * A PostgreSQL that was running already. The run has a schema of its own there, dropped when this is closed or this
 * process ends.
 *
 * <p>After SIGKILL it stays. {@code SELECT nspname, obj_description(oid) FROM pg_namespace WHERE nspname LIKE
 * 'timerbench\_%'} lists such schemas and when each was created; {@code DROP SCHEMA … CASCADE} removes one.
 */
final class ExternalPostgres extends AddressedPostgres {
    /** Another session that still writes there may hold the schema only so long. */
    private static final String DROP = "SET lock_timeout = '10s'; DROP SCHEMA IF EXISTS %s CASCADE";

    private final RunSpace schema;

    private ExternalPostgres(PostgresAddress address, RunSpace schema) {
        super(Provision.EXTERNAL, address);
        this.schema = schema;
    }

    /**
     * Returns the server with a new schema.
     *
     * @param url a JDBC address without user and password
     * @throws DatabaseException if it does not answer, or the user may not create a schema
     */
    static ExternalPostgres open(String url, String user, Optional<String> password) {
        PostgresAddress server = new PostgresAddress(url, user, password, Optional.empty());
        String name = RunSpace.newName();
        PostgresAddress own = server.withSchema(name);
        RunSpace schema = RunSpace.create(
                () -> server.run(
                        "CREATE SCHEMA %1$s; COMMENT ON SCHEMA %1$s IS 'made by timer-bench at %2$s, for one run'"
                                .formatted(name, Instant.now())),
                () -> own.run(DROP.formatted(name)),
                "It must be running, accept the user " + user + " (the password comes from the environment variable"
                        + " DATABASE_PASSWORD) and let the user create a schema (GRANT CREATE ON DATABASE …)");
        return new ExternalPostgres(own, schema);
    }

    @Override
    public void close() {
        schema.close();
    }
}

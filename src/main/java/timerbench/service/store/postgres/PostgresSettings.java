package timerbench.service.store.postgres;

import java.time.Duration;
import java.util.Optional;
import timerbench.address.Address;
import timerbench.service.store.Store;
import timerbench.service.store.StoreOpener;
import timerbench.service.timer.Shards;

/**
 * How the store reaches its database.
 *
 * @param url a JDBC address, {@code jdbc:postgresql://host:port/database}
 * @param password empty if the server trusts the connection; never logged
 * @param schema the schema of the tables, created if missing; empty: the server's default
 * @param poolSize connections for batches of requests; five more serve health checks and the engine
 * @param timeout how long to wait for a connection or an answer
 */
public record PostgresSettings(
        String url, String user, Optional<String> password, String schema, int poolSize, Duration timeout) {
    public PostgresSettings {
        var unused = Address.withoutSecret(url);
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the address of PostgreSQL must start with jdbc:postgresql:");
        }
        if (!schema.matches("([a-z_][a-z0-9_]{0,62})?")) {
            throw new IllegalArgumentException("schema: got \"" + schema
                    + "\", wanted small letters, digits and _, not a digit first, at most 63; or nothing");
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("poolSize must be at least 1, was " + poolSize);
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("timeout must be at least 1s, was " + timeout);
        }
    }

    /** Settings with the tables in the server's default schema. */
    public PostgresSettings(String url, String user, Optional<String> password, int poolSize, Duration timeout) {
        this(url, user, password, "", poolSize, timeout);
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + url;
    }

    /** The {@code service.postgres} block of the settings. */
    public record Block(String url, String user, String schema, Duration timeout) implements StoreOpener {
        public Block {
            // The settings are checked here, where their place in the block is known.
            var unused = new PostgresSettings(url, user, Optional.empty(), schema, 1, timeout);
        }

        @Override
        public Store open(Optional<String> password, int lanes, Shards shards) {
            return PostgresStore.open(new PostgresSettings(url, user, password, schema, lanes, timeout), shards);
        }
    }
}

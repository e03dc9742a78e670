package timerbench.service.store.postgres;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How the store reaches its database.
 *
 * @param url a JDBC address, {@code jdbc:postgresql://host:port/database}
 * @param password none where the server trusts the connection; never logged
 * @param poolSize connections for batches of requests; five more serve health checks and the engine
 * @param timeout how long a connection, or an answer, is waited for
 */
public record PostgresSettings(String url, String user, Optional<String> password, int poolSize, Duration timeout) {
    public PostgresSettings {
        if (!url.startsWith("jdbc:postgresql:")) {
            // Not quoted: whoever takes another form for it may have put a password into it.
            throw new IllegalArgumentException("the address of PostgreSQL must start with jdbc:postgresql:");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new IllegalArgumentException(
                    "the address of PostgreSQL holds a password; put it into the environment variable DATABASE_PASSWORD");
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("poolSize must be at least 1, was " + poolSize);
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("timeout must be at least 1s, was " + timeout);
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + url;
    }
}

package timerbench.harness.targets.database.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.address.Address;
import timerbench.address.HostPort;
import timerbench.harness.targets.process.DatabaseException;

/**
 * The address of a PostgreSQL, and the user.
 *
 * @param url a JDBC address without user and password
 * @param password empty if the server trusts the connection
 * @param schema the schema of the tables; empty: the server's default
 */
record PostgresAddress(String url, String user, Optional<String> password, Optional<String> schema) {
    private static final String CONNECT_SECONDS = "10";

    /** Its host, its port and what follows. */
    private static final Pattern ONE_SERVER =
            Pattern.compile("jdbc:postgresql://(\\[[^]]+]|[^/?,:\\[]+)(?::(\\d+))?([/?].*)?");

    private static final int USUAL_PORT = 5432;

    PostgresAddress {
        requireForm(url);
    }

    /** @throws IllegalArgumentException if it is no address of PostgreSQL, or contains a password */
    static void requireForm(String url) {
        if (!Address.withoutSecret(url).startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("url must be like jdbc:postgresql://host:5432/database,"
                    + " with the password in the environment variable DATABASE_PASSWORD");
        }
    }

    /**
     * Returns the server that a link can lead to; empty if there are several, or if its certificate must be for its
     * name.
     */
    static Optional<HostPort> linkable(String url) {
        Matcher parts = ONE_SERVER.matcher(url);
        if (!parts.matches() || url.contains("sslmode=verify-full")) {
            return Optional.empty();
        }
        String port = parts.group(2);
        return Optional.of(new HostPort(parts.group(1), port == null ? USUAL_PORT : Integer.parseInt(port)));
    }

    /** Returns the URL of the same database at another address. */
    String urlAt(HostPort other) {
        return ONE_SERVER.matcher(url).replaceFirst(match -> {
            String rest = match.group(3) == null ? "" : match.group(3);
            return Matcher.quoteReplacement("jdbc:postgresql://" + other + rest);
        });
    }

    PostgresAddress withSchema(String name) {
        return new PostgresAddress(url, user, password, Optional.of(name));
    }

    /** A call over a connection of its own. */
    interface Call<R> {
        R on(Connection connection) throws SQLException;
    }

    /**
     * Makes the call and returns its result.
     *
     * @throws DatabaseException if the server does not answer or refuses
     */
    <R> R call(Call<R> call) {
        try (Connection connection = connect()) {
            return call.on(connection);
        } catch (SQLException e) {
            throw new DatabaseException(this + ": " + e.getMessage(), e);
        }
    }

    /** Runs statements, separated by semicolons, and ignores their results. */
    void run(String statements) {
        call(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(statements);
            }
        });
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        password.ifPresent(secret -> properties.setProperty("password", secret));
        schema.ifPresent(name -> properties.setProperty("currentSchema", name));
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("ApplicationName", "timer-bench");
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + url;
    }
}

package timerbench.service.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import timerbench.service.store.StoreConnection;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;

/** The pool of connections. It translates the driver's exceptions into the store's. */
final class Connections implements StoreConnection {
    /**
     * Options of each connection. Every statement reads its rows by an index, in the index's order. A cached plan
     * that scans or sorts, made while the table was small, would still be used when the table has grown.
     */
    private static final String OPTIONS = "-c synchronous_commit=on -c default_transaction_isolation=read\\ committed"
            + " -c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off"
            + " -c enable_mergejoin=off -c plan_cache_mode=force_custom_plan";

    /** Classes of SQLSTATE: connection, resources (disk full, too many connections), operator (shut down), system. */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57", "58");

    /** Connections beside those for batches: health checks, leases, the look-ahead, attempts, settlements. */
    private static final int OTHERS = 5;

    /**
     * The driver's SQLSTATE for a login that it cannot make, such as one without the password that the server requires.
     */
    private static final String REJECTED = "08004";

    private static final Set<String> RETRIED = Set.of("40001", "40P01");
    private static final int TRIES = 3;

    private final HikariDataSource pool;
    private final PostgresSettings settings;

    private Connections(HikariDataSource pool, PostgresSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    static Connections open(PostgresSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        settings.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.poolSize() + OTHERS);
        config.setConnectionTimeout(settings.timeout().toMillis());
        config.setPoolName("timers");
        config.addDataSourceProperty("options", OPTIONS);
        if (!settings.schema().isEmpty()) {
            config.addDataSourceProperty("currentSchema", settings.schema());
        }
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("socketTimeout", settings.timeout().toSeconds());
        config.addDataSourceProperty("ApplicationName", "timer-bench");
        try {
            return new Connections(new HikariDataSource(config), settings);
        } catch (RuntimeException e) {
            throw failure(settings + " cannot be reached: " + rootMessage(e), e);
        }
    }

    void migrate() {
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .defaultSchema(settings.schema().isEmpty() ? null : settings.schema())
                    .locations("classpath:db/postgres")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failure(settings + ": its schema could not be brought up to date: " + e.getMessage(), e);
        }
    }

    interface Call<R> {
        R on(Connection connection) throws SQLException;
    }

    /** Makes the call and returns its result. A call that lost to a concurrent transaction is repeated. */
    <R> R call(String operation, Call<R> call) {
        for (int tried = 1; ; tried++) {
            try (Connection connection = pool.getConnection()) {
                return call.on(connection);
            } catch (SQLException e) {
                if (tried == TRIES || !RETRIED.contains(state(e))) {
                    throw translate(operation, e);
                }
            }
        }
    }

    @Override
    public void check() {
        call("check", connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("SELECT 1");
            }
        });
    }

    private StoreException translate(String operation, SQLException e) {
        return failure(settings + ": " + operation + " failed: " + e.getMessage(), e);
    }

    /** Returns the store's exception; the driver's exception among the causes decides on its kind. */
    private static StoreException failure(String message, Throwable e) {
        boolean unavailable = Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException failure && isUnavailable(failure));
        return unavailable ? new StoreUnavailableException(message, e) : new StoreException(message, e);
    }

    private static boolean isUnavailable(SQLException e) {
        String state = state(e);
        return e instanceof SQLTransientException
                || (state.length() == 5 && UNAVAILABLE.contains(state.substring(0, 2)) && !state.equals(REJECTED));
    }

    /** Returns the SQLSTATE; empty for failures within the pool, which have none. */
    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    @Override
    public void close() {
        pool.close();
    }
}

package timerbench.harness.judge.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.NativeLibraryNotFoundException;
import timerbench.harness.judge.history.Patience.StillBusyException;
import timerbench.harness.run.Run;
import timerbench.harness.run.SummaryMetric;

/**
 * The table {@code benchmark_results} in a file or on a server. Opening it migrates its schema. Several processes may
 * write at the same time; each waits for the others.
 */
public final class History implements AutoCloseable {
    private static final String TABLE = "benchmark_results";

    /** How long SQLite itself waits for another process's transaction. After that {@link Patience} waits. */
    private static final String BUSY_MILLIS = "250";

    private static final String SERVER_SECONDS = "60";

    /** Whoever waits for the start of a run is to wait for less. */
    private static final String CHECK_SECONDS = "10";

    private static final String LATER = "once it is free, history import records the missing runs";

    /** The columns in the order in which they are written. Those of the figures follow. */
    private static final List<String> COLUMNS = List.of(
            "run_id",
            "test_date",
            "test_type",
            "database_type",
            "git_commit",
            "machine_fingerprint",
            "profile",
            "profile_hash",
            "verdict");

    private final HistoryDatabase database;
    private final String name;
    private final Connection connection;
    private final Patience patience;

    private History(HistoryDatabase database, String name, Connection connection, Patience patience) {
        this.database = database;
        this.name = name;
        this.connection = connection;
        this.patience = patience;
    }

    /**
     * Opens the history, and creates it if it is missing.
     *
     * @param told receives a line if another process is waited for
     * @throws HistoryException if that fails, or if another process has the file for more than a minute
     */
    public static History open(HistorySettings settings, Consumer<String> told) throws HistoryException {
        return open(settings, Optional.ofNullable(System.getenv(HistorySettings.PASSWORD)), Patience.of(told));
    }

    /**
     * Checks that a run can be recorded: that the file can be opened or created, or the server answers. Creates neither
     * a file nor a table on a server.
     *
     * @param told receives a line if another process is waited for
     * @throws HistoryException if it cannot
     */
    public static void check(HistorySettings settings, Consumer<String> told) throws HistoryException {
        HistoryDatabase database = HistoryDatabase.of(settings.url());
        Optional<String> password = Optional.ofNullable(System.getenv(HistorySettings.PASSWORD));
        if (database == HistoryDatabase.POSTGRES) {
            connect(settings, properties(database, settings, password, CHECK_SECONDS));
        } else if (exists(Path.of(database.rest(name(settings))).toAbsolutePath(), settings)) {
            open(settings, password, Patience.of(told)).close();
        }
    }

    private static void connect(HistorySettings settings, Properties properties) throws HistoryException {
        try {
            DriverManager.getConnection(settings.url(), properties).close();
        } catch (SQLException e) {
            throw unopened(settings, reason(e), e);
        }
    }

    /** Returns whether the file exists, and can be written; if not, it can be created. */
    private static boolean exists(Path file, HistorySettings settings) throws HistoryException {
        Path there = file;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        boolean exists = there.equals(file);
        if (!Files.isWritable(there) || Files.isDirectory(there) == exists) {
            String what = exists ? "file" : "folder";
            throw unopened(settings, there + " is no writable " + what, null);
        }
        return exists;
    }

    private static HistoryException unopened(HistorySettings settings, String reason, @Nullable Exception cause) {
        return new HistoryException("history " + name(settings) + " cannot be opened: " + reason, cause);
    }

    private static String name(HistorySettings settings) {
        return settings.url().replaceFirst("\\?.*", "");
    }

    static History open(HistorySettings settings, Optional<String> password, Patience patience)
            throws HistoryException {
        HistoryDatabase database = HistoryDatabase.of(settings.url());
        String name = name(settings);
        Properties properties = properties(database, settings, password, SERVER_SECONDS);
        HistorySchema schema = new HistorySchema(settings.url(), properties, patience);
        try {
            if (database == HistoryDatabase.POSTGRES) {
                schema.onServer();
            } else {
                schema.inFile(Path.of(database.rest(name)).toAbsolutePath());
            }
            return new History(database, name, DriverManager.getConnection(settings.url(), properties), patience);
        } catch (StillBusyException e) {
            throw unopened(settings, e.getMessage() + "; " + LATER, e);
        } catch (SQLException | IOException | FlywayException e) {
            throw unopened(settings, reason(e), e);
        }
    }

    static String reason(Exception failure) {
        boolean hasNoLibrary = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(NativeLibraryNotFoundException.class::isInstance);
        if (hasNoLibrary) {
            return "the library of SQLite cannot be unpacked and loaded in "
                    + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
                    + ", which must be writable and let programs run (not be mounted noexec);"
                    + " JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=FOLDER names another one";
        }
        // Flyway's own message says the same in five lines, with a table.
        boolean isOfDriver = failure instanceof FlywayException && failure.getCause() instanceof SQLException;
        return (isOfDriver ? failure.getCause() : failure).getMessage();
    }

    private static Properties properties(
            HistoryDatabase database, HistorySettings settings, Optional<String> password, String seconds) {
        Properties properties = new Properties();
        if (!settings.user().isEmpty()) {
            properties.setProperty("user", settings.user());
        }
        if (database == HistoryDatabase.SQLITE) {
            properties.setProperty("busy_timeout", BUSY_MILLIS);
            return properties;
        }
        password.ifPresent(known -> properties.setProperty("password", known));
        // Without these, the client waits forever for a server that accepts the connection and then keeps silent.
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return properties;
    }

    /**
     * Records a run. A run that is recorded already stays as it is.
     *
     * @return whether the run is new
     */
    public boolean record(HistoryRow row) throws HistoryException {
        List<String> columns = columns();
        String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        String insert = "INSERT INTO " + TABLE + " (" + String.join(", ", columns) + ") VALUES (" + places
                + ") ON CONFLICT (run_id) DO NOTHING";
        String failed = name + ": run " + row.runId() + " was not recorded: ";
        try {
            return patience.await("the process that holds " + name, unlessBusy(() -> inserted(insert, row)));
        } catch (StillBusyException e) {
            throw new HistoryException(failed + e.getMessage() + "; " + LATER, e);
        } catch (SQLException e) {
            throw new HistoryException(failed + e.getMessage(), e);
        }
    }

    /** A query of the database. */
    private interface Query<T> {
        T result() throws SQLException;
    }

    private static <T> Patience.Attempt<T, SQLException> unlessBusy(Query<T> query) {
        return () -> {
            try {
                return Optional.of(query.result());
            } catch (SQLException e) {
                if (Patience.isBusy(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        };
    }

    private boolean inserted(String insert, HistoryRow row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            bind(statement, row);
            return statement.executeUpdate() == 1;
        }
    }

    private void bind(PreparedStatement statement, HistoryRow row) throws SQLException {
        statement.setString(1, row.runId());
        database.bind(statement, 2, row.testDate());
        int index = 3;
        for (String text : new String[] {
            row.testType(),
            row.databaseType().orElse(null),
            row.gitCommit().orElse(null),
            row.line().machine(),
            row.line().profile(),
            row.line().profileHash(),
            row.verdict().name()
        }) {
            statement.setString(index++, text);
        }
        for (SummaryMetric metric : SummaryMetric.values()) {
            statement.setObject(index++, row.figure(metric).map(metric::number).orElse(null));
        }
    }

    /** Returns all recorded runs, in the order of time. */
    public List<HistoryRow> rows() throws HistoryException {
        try {
            return patience.await("the process that holds " + name, unlessBusy(this::selected));
        } catch (SQLException | StillBusyException e) {
            throw new HistoryException(name + " could not be read: " + e.getMessage(), e);
        }
    }

    private List<HistoryRow> selected() throws SQLException {
        String select = "SELECT " + String.join(", ", columns()) + " FROM " + TABLE + " ORDER BY test_date, run_id";
        List<HistoryRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(select)) {
            while (results.next()) {
                rows.add(row(results));
            }
            return rows;
        }
    }

    private HistoryRow row(ResultSet row) throws SQLException {
        Map<SummaryMetric, Double> figures = new EnumMap<>(SummaryMetric.class);
        for (SummaryMetric metric : SummaryMetric.values()) {
            double value = row.getDouble(metric.column());
            if (!row.wasNull()) {
                figures.put(metric, value);
            }
        }
        return new HistoryRow(
                row.getString("run_id"),
                database.instant(row, "test_date"),
                row.getString("test_type"),
                Optional.ofNullable(row.getString("database_type")),
                figures,
                Optional.ofNullable(row.getString("git_commit")),
                new HistoryRow.Line(
                        row.getString("machine_fingerprint"), row.getString("profile"), row.getString("profile_hash")),
                Run.Verdict.valueOf(row.getString("verdict")));
    }

    public static List<String> columns() {
        return Stream.concat(COLUMNS.stream(), Stream.of(SummaryMetric.values()).map(SummaryMetric::column))
                .toList();
    }

    @Override
    public void close() throws HistoryException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new HistoryException(name + " could not be closed: " + e.getMessage(), e);
        }
    }

    /** The history could not be opened, read or written; the message says which, without a password. */
    public static final class HistoryException extends IOException {
        private static final long serialVersionUID = 1;

        HistoryException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Where runs are recorded.
     *
     * @param record whether every run is recorded
     * @param url the JDBC address, without a password; a relative file is in the folder of the checkout
     * @param user the user of a server; empty if it asks for none, or if the address has the name
     */
    public record HistorySettings(boolean record, String url, String user) {
        /** The environment variable with the password of a server. */
        static final String PASSWORD = "HISTORY_PASSWORD";

        /** @throws IllegalArgumentException if the address is of no known kind, or contains a password */
        public HistorySettings {
            var unused = HistoryDatabase.of(url);
        }
    }
}

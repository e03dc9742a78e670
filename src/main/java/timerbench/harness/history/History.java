package timerbench.harness.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
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
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import timerbench.harness.result.KeyFigure;
import timerbench.harness.result.RunVerdict;

/**
 * The table {@code benchmark_results} in a file or on a server. Its schema is brought up to date when it is opened. Several
 * processes may write at once; each waits for the others.
 */
public final class History implements AutoCloseable {
    private static final String TABLE = "benchmark_results";
    private static final int WAITS_MILLIS = 60_000;

    /** In the order in which they are written; the figures come after them. */
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

    private History(HistoryDatabase database, String name, Connection connection) {
        this.database = database;
        this.name = name;
        this.connection = connection;
    }

    /**
     * Opens the history, and makes it if it is not there.
     *
     * @throws HistoryException if that fails
     */
    public static History open(HistorySettings settings) throws HistoryException {
        return open(settings, Optional.ofNullable(System.getenv(HistorySettings.PASSWORD)));
    }

    static History open(HistorySettings settings, Optional<String> password) throws HistoryException {
        HistoryDatabase database = HistoryDatabase.of(settings.url());
        String name = settings.url().replaceFirst("\\?.*", "");
        Properties properties = new Properties();
        if (!settings.user().isEmpty()) {
            properties.setProperty("user", settings.user());
        }
        password.filter(known -> database == HistoryDatabase.POSTGRES)
                .ifPresent(known -> properties.setProperty("password", known));
        if (database == HistoryDatabase.SQLITE) {
            properties.setProperty("busy_timeout", Integer.toString(WAITS_MILLIS));
        }
        try {
            migrate(database, settings, properties);
            return new History(database, name, DriverManager.getConnection(settings.url(), properties));
        } catch (SQLException | IOException | FlywayException e) {
            // Flyway's own message tells the same in five lines, with a table.
            Throwable told = e instanceof FlywayException && e.getCause() instanceof SQLException ? e.getCause() : e;
            throw new HistoryException("history " + name + " cannot be opened: " + told.getMessage(), e);
        }
    }

    private static void migrate(HistoryDatabase database, HistorySettings settings, Properties properties)
            throws IOException {
        if (database == HistoryDatabase.POSTGRES) {
            migrate(settings.url(), properties);
            return;
        }
        // Flyway keeps processes apart on a server, not on a file.
        Path file =
                Path.of(database.rest(settings.url()).replaceFirst("\\?.*", "")).toAbsolutePath();
        Files.createDirectories(file.getParent());
        synchronized (History.class) {
            try (RandomAccessFile lock = new RandomAccessFile(file + ".lock", "rw");
                    FileLock held = lock.getChannel().lock()) {
                if (held.isValid()) {
                    migrate(settings.url(), properties);
                }
            }
        }
    }

    private static void migrate(String url, Properties properties) {
        Map<String, String> jdbc = properties.stringPropertyNames().stream()
                .filter(key -> !List.of("user", "password").contains(key))
                .collect(Collectors.toMap(key -> key, properties::getProperty));
        Flyway.configure()
                .dataSource(url, properties.getProperty("user"), properties.getProperty("password"))
                .jdbcProperties(jdbc)
                .locations("classpath:db/history")
                .table("benchmark_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /**
     * Records what a run came to. A run that is recorded already is left as it is.
     *
     * @return whether it was not there before
     */
    public boolean record(HistoryRow row) throws HistoryException {
        List<String> columns = columns();
        String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        String insert = "INSERT INTO " + TABLE + " (" + String.join(", ", columns) + ") VALUES (" + places
                + ") ON CONFLICT (run_id) DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            bind(statement, row);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new HistoryException(name + ": run " + row.runId() + " was not recorded: " + e.getMessage(), e);
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
        for (KeyFigure metric : KeyFigure.values()) {
            statement.setObject(index++, row.figure(metric).map(metric::number).orElse(null));
        }
    }

    /** Returns all that is recorded, in the order of time. */
    public List<HistoryRow> rows() throws HistoryException {
        String select = "SELECT " + String.join(", ", columns()) + " FROM " + TABLE + " ORDER BY test_date, run_id";
        List<HistoryRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(select)) {
            while (results.next()) {
                rows.add(row(results));
            }
            return rows;
        } catch (SQLException e) {
            throw new HistoryException(name + " could not be read: " + e.getMessage(), e);
        }
    }

    private HistoryRow row(ResultSet row) throws SQLException {
        Map<KeyFigure, Double> figures = new EnumMap<>(KeyFigure.class);
        for (KeyFigure metric : KeyFigure.values()) {
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
                RunVerdict.valueOf(row.getString("verdict")));
    }

    static List<String> columns() {
        return Stream.concat(COLUMNS.stream(), Stream.of(KeyFigure.values()).map(KeyFigure::column))
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
}

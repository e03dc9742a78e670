package timerbench.harness.judge.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import timerbench.harness.judge.history.Patience.StillBusyException;

/** Migrates the schema of a history. */
final class HistorySchema {
    private final String url;
    private final Properties properties;
    private final Patience patience;

    HistorySchema(String url, Properties properties, Patience patience) {
        this.url = url;
        this.properties = properties;
        this.patience = patience;
    }

    /** Migrates a server. There, Flyway keeps processes apart. */
    void onServer() {
        migrate();
    }

    /**
     * Migrates a file, and creates it if it is missing. Flyway keeps no processes apart here, so a lock file does.
     */
    void inFile(Path file) throws IOException, SQLException, StillBusyException {
        Files.createDirectories(file.getParent());
        Path lockFile = Path.of(file + ".lock");
        try (RandomAccessFile lock = new RandomAccessFile(lockFile.toFile(), "rw");
                FileLock held = patience.await("the process that holds " + lockFile, () -> locked(lock))) {
            if (held.isValid()) {
                patience.await("the process that holds " + file, this::migratedUnlessBusy);
            }
        }
    }

    private static Optional<FileLock> locked(RandomAccessFile lock) throws IOException {
        try {
            return Optional.ofNullable(lock.getChannel().tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // held by another thread of this process
        }
    }

    private Optional<Boolean> migratedUnlessBusy() throws SQLException {
        // Flyway itself would try ten times, a second apart, also with a file that is no database.
        if (isBusy()) {
            return Optional.empty();
        }
        try {
            migrate();
            return Optional.of(true);
        } catch (FlywayException e) {
            if (Patience.isBusy(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns whether another process has the file. */
    private boolean isBusy() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException e) {
            if (Patience.isBusy(e)) {
                return true;
            }
            throw e;
        }
    }

    private void migrate() {
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
}

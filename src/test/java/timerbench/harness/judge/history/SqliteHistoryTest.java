package timerbench.harness.judge.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.NativeLibraryNotFoundException;
import timerbench.harness.judge.history.History.HistoryException;
import timerbench.harness.judge.history.History.HistorySettings;
import timerbench.harness.run.SampleRuns;

class SqliteHistoryTest extends HistoryContract {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    /** A minute's, in which each pause takes 20 seconds of a clock of its own. */
    private final Patience patience = new Patience(
            Duration.ofMinutes(1),
            nanos::get,
            () -> nanos.addAndGet(Duration.ofSeconds(20).toNanos()),
            told::add);

    private Path file() {
        return folder.resolve("of").resolve("runs.db");
    }

    @Override
    HistorySettings settings() {
        return new HistorySettings(true, "jdbc:sqlite:" + file(), "");
    }

    @Test
    void whoHoldsTheLockFileIsToldAtOnceAndWaitedForInVainForAMinute() throws IOException {
        Files.createDirectories(file().getParent());
        Path lockFile = Path.of(file() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> History.open(settings(), Optional.empty(), patience))
                    .isInstanceOf(HistoryException.class)
                    .hasMessage("history jdbc:sqlite:" + file()
                            + " cannot be opened: gave up waiting for the process that holds " + lockFile
                            + " after 60 s; once it is free, history import records the missing runs");
        }
        assertThat(told).containsExactly("waiting for the process that holds " + lockFile + ", up to 60 s");
        History.open(settings(), Optional.empty(), patience).close();
    }

    @Test
    void aProcessThatLetsGoInTimeIsWaitedForWithSuccess() throws Exception {
        Files.createDirectories(file().getParent());
        FileChannel channel =
                FileChannel.open(Path.of(file() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock();
        Patience untilFree = new Patience(Duration.ofMinutes(1), nanos::get, () -> release(held), told::add);
        try (History history = History.open(settings(), Optional.empty(), untilFree)) {
            assertThat(history.rows()).isEmpty();
        }
        assertThat(told).hasSize(1);
        channel.close();
    }

    private static void release(FileLock held) {
        try {
            held.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatAnotherProcessWritesIsGivenUpInTimeByWhoeverOpensReadsOrRecords() throws Exception {
        String waiting = "waiting for the process that holds ";
        HistoryRow row = HistoryRow.of(SampleRuns.run(SampleRuns.kind()));
        try (History history = History.open(settings(), Optional.empty(), patience);
                Connection other = DriverManager.getConnection(settings().url());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(() -> history.record(row))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining(
                            "run " + row.runId() + " was not recorded: gave up waiting for the process that holds ")
                    .hasMessageContaining("history import");
            assertThatThrownBy(history::rows).hasMessageContaining("could not be read: gave up waiting");
            assertThatThrownBy(() -> History.open(settings(), Optional.empty(), patience))
                    .hasMessageContaining("cannot be opened: gave up waiting for the process that holds " + file());
            assertThat(told).hasSize(3).allMatch(message -> message.startsWith(waiting));

            statement.execute("COMMIT");
            assertThat(history.record(row)).isTrue();
        }
    }

    @Test
    void aFileThatIsNoHistoryIsNamedAndLeftAsItIs() throws IOException {
        Path other = Files.writeString(folder.resolve("other.db"), "this is something else entirely ".repeat(40));
        String before = Files.readString(other);
        HistorySettings settings = new HistorySettings(true, "jdbc:sqlite:" + other, "");
        assertThatThrownBy(() -> History.open(settings, Optional.empty(), patience))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("other.db");
        assertThat(Files.readString(other)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/x",
                "postgresql://user:s3cret@localhost/x",
                "jdbc:postgresql://user:s3cret@localhost/x",
                "jdbc:postgresql://localhost/x?ssl=true&password=s3cret",
                "jdbc:postgresql://localhost/x?sslPassword=s3cret"
            })
    void otherAddressesAndThoseWithAPasswordAreRefusedAndNotQuoted(String url) {
        assertThatThrownBy(() -> new HistorySettings(true, url, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HISTORY_PASSWORD")
                .hasMessageNotContaining("localhost");
    }

    @Test
    void aFolderThatLetsNoLibraryBeLoadedIsNamedWithTheSettingThatMovesIt() {
        SQLException failure =
                new SQLException("Error opening connection", new NativeLibraryNotFoundException("No native library"));
        assertThat(History.reason(failure))
                .contains(System.getProperty("java.io.tmpdir"))
                .contains("noexec")
                .contains("-Dorg.sqlite.tmpdir=");
        assertThat(History.reason(new SQLException("disk is full"))).isEqualTo("disk is full");
    }

    @Test
    void aPasswordIsInNoMessage() {
        HistorySettings settings = new HistorySettings(true, "jdbc:postgresql://127.0.0.1:9/x?ssl=false", "user");
        assertThatThrownBy(() -> History.open(settings, Optional.of("s3cret"), patience))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("127.0.0.1:9/x")
                .hasMessageNotContaining("s3cret");
    }
}

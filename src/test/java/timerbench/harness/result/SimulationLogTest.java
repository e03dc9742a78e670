package timerbench.harness.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationLogTest {
    @TempDir
    private Path folder;

    private static LogWriter everyKind() {
        return new LogWriter()
                .header("3.15.1")
                .user(true, 5)
                .request("create", 10, 14, true, "")
                .request("create", 20, 31, false, "status 503 – überlastet 漢字")
                .group(List.of("outer", "inner"), 1, 2)
                .crash("crashed", 40)
                .user(false, 50);
    }

    private List<LogRecord> read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("simulation.log"), bytes);
        List<LogRecord> records = new ArrayList<>();
        SimulationLog.End end = SimulationLog.read(file, records::add);
        assertThat(end.records()).isEqualTo(records.size());
        return records;
    }

    @Test
    void everyRecordIsRead() throws IOException {
        List<LogRecord> records = read(everyKind().bytes());
        assertThat(records).hasSize(7);
        assertThat(records.get(2))
                .isEqualTo(new LogRecord.Request(
                        List.of(), "create", LogWriter.START + 10, LogWriter.START + 14, true, ""));
        assertThat(records.get(3))
                .isEqualTo(new LogRecord.Request(
                        List.of(),
                        "create",
                        LogWriter.START + 20,
                        LogWriter.START + 31,
                        false,
                        "status 503 – überlastet 漢字"));
    }

    @Test
    void aLogCutAnywhereGivesTheWholeRecordsBeforeTheCut() throws IOException {
        byte[] whole = everyKind().bytes();
        List<LogRecord> all = read(whole);
        int header = new LogWriter().header("3.15.1").bytes().length;
        for (int length = header; length < whole.length; length++) {
            List<LogRecord> some = read(Arrays.copyOf(whole, length));
            assertThat(all).startsWith(some.toArray(LogRecord[]::new));
            assertThat(some).hasSizeLessThan(all.size());
        }
    }

    @Test
    void aFileThatIsNoLogIsRefusedByName() {
        assertThatThrownBy(() -> read("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("simulation.log");
    }

    @Test
    void anotherVersionIsRefusedByNumber() {
        assertThatThrownBy(() -> read(new LogWriter().header("3.99.0").bytes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3.99.0");
    }
}

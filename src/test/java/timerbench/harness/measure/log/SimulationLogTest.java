package timerbench.harness.measure.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationLogTest {

    private static final long T0 = LogWriter.START_MILLIS;
    private static final List<String> GROUPS = List.of("checkout", "größe");

    @TempDir
    private Path folder;

    private static LogWriter everything() {
        return LogWriter.log("3.15.1", "steady", "späte Käufer")
                .user(0, true, 0)
                .ok("create", 10, 13)
                .request(GROUPS, "löschen", 20, 25, "status 503 – überlastet 超過")
                .user(1, false, 30)
                .group(GROUPS, 20, 40, 15)
                .request(GROUPS, "löschen", 41, 42, null)
                .failed("create", 50, 49, "status 503 – überlastet 超過")
                .crash("feeder is empty 空", 60);
    }

    private static List<LogRecord> everythingRead() {
        return List.of(
                new LogRecord.Header(
                        "3.15.1", "simulations.TimerCreationSimulation", T0, "", List.of("steady", "späte Käufer")),
                new LogRecord.User("steady", true, T0),
                new LogRecord.Request(List.of(), "create", T0 + 10, T0 + 13, true, ""),
                new LogRecord.Request(GROUPS, "löschen", T0 + 20, T0 + 25, false, "status 503 – überlastet 超過"),
                new LogRecord.User("späte Käufer", false, T0 + 30),
                new LogRecord.Group(GROUPS, T0 + 20, T0 + 40, 15, true),
                new LogRecord.Request(GROUPS, "löschen", T0 + 41, T0 + 42, true, ""),
                new LogRecord.Request(List.of(), "create", T0 + 50, T0 + 49, false, "status 503 – überlastet 超過"),
                new LogRecord.Crash("feeder is empty 空", T0 + 60));
    }

    @Test
    void everyRecordIsHandedOutAsItWasWritten() throws IOException {
        List<LogRecord> records = new ArrayList<>();

        SimulationLog.End end = SimulationLog.read(everything().to(folder), records::add);

        assertThat(records).isEqualTo(everythingRead());
        assertThat(end).isEqualTo(new SimulationLog.End(9, 0));
        assertThat(end.cut()).isFalse();
    }

    @Test
    void aLogCutAtAnyByteAfterTheHeaderYieldsExactlyItsWholeRecords() throws IOException {
        LogWriter log = everything();
        byte[] bytes = log.bytes();
        for (int length = log.ends().get(0); length <= bytes.length; length++) {
            int cut = length;
            long whole = log.ends().stream().filter(end -> end <= cut).count();
            List<LogRecord> records = new ArrayList<>();

            SimulationLog.End end = SimulationLog.read(file(Arrays.copyOf(bytes, cut)), records::add);

            assertThat(records)
                    .as("cut after %d bytes", cut)
                    .isEqualTo(everythingRead().subList(0, (int) whole));
            assertThat(end)
                    .isEqualTo(new SimulationLog.End(whole, cut - log.ends().get((int) whole - 1)));
        }
    }

    @Test
    void aLogCutAtAnyByteWithinItsHeaderIsRefusedAndHandsOutNothing() throws IOException {
        LogWriter log = everything();
        for (int length = 0; length < log.ends().get(0); length++) {
            Path cut = file(Arrays.copyOf(log.bytes(), length));
            List<LogRecord> records = new ArrayList<>();

            assertThatThrownBy(() -> SimulationLog.read(cut, records::add))
                    .isInstanceOf(IOException.class)
                    .hasMessage(cut + ": ends within its first record, after " + length
                            + " bytes: the run was killed before Gatling wrote a request");
            assertThat(records).isEmpty();
        }
    }

    @Test
    void aLogOfManyTimesTheBufferIsReadWhole() throws IOException {
        LogWriter log = LogWriter.log("3.15.1", "steady");
        String message = "x".repeat(150_000); // longer than the buffer itself
        log.failed("create", 0, 1, message);
        for (int i = 0; i < 30_000; i++) {
            log.ok("create", i, i + i % 7);
        }
        List<LogRecord> records = new ArrayList<>();

        SimulationLog.End end = SimulationLog.read(log.to(folder), records::add);

        assertThat(end).isEqualTo(new SimulationLog.End(30_002, 0));
        assertThat(records.get(1)).isEqualTo(new LogRecord.Request(List.of(), "create", T0, T0 + 1, false, message));
        assertThat(records.get(30_001))
                .isEqualTo(new LogRecord.Request(List.of(), "create", T0 + 29_999, T0 + 29_999 + 29_999 % 7, true, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUN\tsimulations.A\t", "PK\u0003\u0004 no log at all", "\u0000\u7fff garbage", "{}"})
    void aFileThatIsNotALogIsRefusedByName(String content) throws IOException {
        Path file = file(content.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> SimulationLog.read(file, unread -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": not a simulation.log of Gatling 3.15: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.13.5", "3.16.0", "3.150.1", "4.0.0", "3.15"})
    void aLogOfAnotherVersionIsRefusedWithTheVersionFoundAndTheOneSupported(String version) throws IOException {
        Path file = LogWriter.log(version, "steady").to(folder);

        assertThatThrownBy(() -> SimulationLog.read(file, unread -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": not a simulation.log of Gatling 3.15: it is of version " + version
                        + ", supported are 3.15.x");
    }

    @Test
    void aMissingLogIsReportedAsMissing() {
        Path missing = folder.resolve("simulation.log");

        assertThatThrownBy(() -> SimulationLog.read(missing, unread -> {}))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void damageIsNotMistakenForACut() throws IOException {
        assertDamaged(everything().raw(9, 0, 0, 0, 0), "unknown type of record 9");
        assertDamaged(everything().raw(4, 0xff, 0xff, 0xff, 0x9c), "text 100 is referred to before it is spelled out");
        assertDamaged(everything().raw(4, 0x80, 0, 0, 0), "text 2147483648 is referred to before it is spelled out");
        assertDamaged(everything().raw(4, 0, 0, 0, 99), "the next text must have the index 8, was 99");
        assertDamaged(everything().raw(4, 0, 0, 0, 8, 0x7f, 0, 0, 0), "impossible length of 2130706432 bytes");
        assertDamaged(everything().raw(2, 0, 0, 0, 2), "scenario 2 of 2");
        assertDamaged(everything().raw(2, 0, 0, 0, 1, 5), "a boolean must be 0 or 1, was 5");
        assertDamaged(everything().raw(1, 0xff, 0xff, 0xff, 0xff), "a count must not be negative, was -1");
    }

    private void assertDamaged(LogWriter log, String why) throws IOException {
        Path file = log.to(folder);
        int lastRecord = log.ends().get(log.ends().size() - 2);

        assertThatThrownBy(() -> SimulationLog.read(file, unread -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": damaged in the record at byte " + lastRecord + ", after 9 good ones")
                .hasMessageContaining(why);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("cut.log"), bytes);
    }
}

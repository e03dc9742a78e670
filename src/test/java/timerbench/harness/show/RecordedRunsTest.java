package timerbench.harness.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.judge.gate.FileGate;
import timerbench.harness.judge.gate.FileLimits;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.report.Report;
import timerbench.harness.run.Golden;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;

/**
 * Real runs, recorded and shown by an earlier version of this suite. Whoever has such files must get the same from
 * them: a change of what these files hold is a change of a file format.
 */
class RecordedRunsTest {
    private static final String FOLDER = "runs/";
    private static final List<String> RUNS = List.of("creation", "callback", "breakpoint");

    @TempDir
    private Path folder;

    private static Path file(String name) {
        return Golden.FOLDER.resolve(FOLDER + name + ".json");
    }

    private static Run run(String name) throws IOException {
        return RunFile.read(file(name));
    }

    private static List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (String name : RUNS) {
            runs.add(run(name));
        }
        return runs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"creation", "callback", "callback-again", "breakpoint"})
    void aRecordedRunIsWrittenAsItWasRead(String name) throws IOException {
        Path copy = RunFile.writeTo(folder.resolve("copy.json"), run(name));

        assertThat(copy).hasSameBinaryContentAs(file(name));
    }

    @Test
    void theReportOfARecordedRunIsTheSame() throws IOException {
        for (String name : RUNS) {
            Report report = new Report(List.of(run(name)));
            Golden.assertSame(FOLDER + name + "-report.json", () -> ReportJson.text(report));
            Golden.assertSame(FOLDER + name + "-report.csv", () -> ReportCsv.text(report));
        }
    }

    @Test
    void theReportOfSeveralRecordedRunsIsTheSame() throws IOException {
        Report report = new Report(runs());

        Golden.assertSame(FOLDER + "three-report.json", () -> ReportJson.text(report));
    }

    @Test
    void theVerdictOnARecordedRunIsTheSame() throws IOException {
        GateReport report = new FileGate(FileLimits.DEFAULT)
                .judge(
                        new FileGate.NamedRun("callback.json", run("callback")),
                        new FileGate.NamedRun("callback-again.json", run("callback-again")),
                        Instant.parse("2026-12-01T12:00:00Z"),
                        Duration.ofMillis(1_250));

        Golden.assertSame(FOLDER + "verdict.json", () -> GateJson.text(report));
        Golden.assertSame(FOLDER + "junit.xml", () -> GateJunit.text(report));
    }

    @Test
    void theHistoryOfRecordedRunsIsTheSame() throws IOException {
        List<HistoryRow> rows = runs().stream().map(HistoryRow::of).toList();

        Golden.assertSame(FOLDER + "history.json", () -> HistoryJson.text(rows));
        Golden.assertSame(FOLDER + "history.csv", () -> HistoryCsv.text(rows));
    }
}

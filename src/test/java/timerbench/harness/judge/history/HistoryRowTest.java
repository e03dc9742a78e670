package timerbench.harness.judge.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.SampleRuns;
import timerbench.harness.run.SummaryMetric;

class HistoryRowTest {
    private static final Run RUN = SampleRuns.run(SampleRuns.kind());

    @Test
    void figuresAreThoseOfTheRun() {
        HistoryRow row = HistoryRow.of(RUN);

        assertThat(row.runId()).isEqualTo("callbacksimulation-1");
        assertThat(row.testDate()).isEqualTo(SampleRuns.START);
        assertThat(row.testType()).isEqualTo("callback");
        assertThat(row.databaseType()).contains("postgres");
        assertThat(row.gitCommit()).contains("46342de0123456789");
        assertThat(row.verdict()).isEqualTo(Run.Verdict.PASS);
        assertThat(row.figures())
                .contains(
                        entry(SummaryMetric.THROUGHPUT_OPS_PER_SEC, 510.0),
                        entry(SummaryMetric.MEMORY_USAGE_MB, 210.5),
                        entry(SummaryMetric.CPU_USAGE_PERCENT, 45.0),
                        entry(SummaryMetric.LOST, 0.0),
                        entry(SummaryMetric.DUPLICATES, 0.0));
        assertThat(row.figures().get(SummaryMetric.LATENESS_P99_MS)).isBetween(5.0, 9.0);
    }

    @Test
    void testTypesAreTheSimulationsNames() {
        assertThat(HistoryRow.testType("TimerCreationSimulation")).isEqualTo("timer-creation");
        assertThat(HistoryRow.testType("SoakSimulation")).isEqualTo("soak");
        assertThat(HistoryRow.testType("Other")).isEqualTo("other");
    }

    @Test
    void theLineIsTheSameForTheSameLoadOnTheSameMachineAndNoOther() {
        HistoryRow.Line line = HistoryRow.of(RUN).line();

        assertThat(HistoryRow.of(SampleRuns.run(SampleRuns.kind().at(SampleRuns.START.plusSeconds(9), 100)))
                        .line())
                .isEqualTo(line);
        assertThat(profiled(Map.of("targetRate", 500, "thresholds", Map.of("p95", "1ms"))))
                .as("what it is judged by")
                .isEqualTo(line);
        assertThat(profiled(Map.of("targetRate", 501)).profileHash()).isNotEqualTo(line.profileHash());
        assertThat(HistoryRow.of(SampleRuns.run(SampleRuns.kind().on("DynamoDB Local"))))
                .satisfies(row -> {
                    assertThat(row.databaseType()).contains("dynamodb");
                    assertThat(row.line().profileHash()).isNotEqualTo(line.profileHash());
                });
        assertThat(machine("Linux 6.9", 2, 8_250)).as("a newer kernel").isEqualTo(line);
        assertThat(machine("Linux 6.1", 4, 8_250).machine()).isNotEqualTo(line.machine());
        assertThat(machine("Mac OS X 14", 2, 8_250).machine()).isNotEqualTo(line.machine());
    }

    /** Runs that are recorded already have these; with others a trend would start anew. */
    @Test
    void fingerprintsStayThoseOfRecordedHistories() {
        assertThat(HistoryRow.of(RUN).line())
                .isEqualTo(new HistoryRow.Line("m-b8799f55c466", "smoke", "p-3b76139a6327"));
    }

    private static HistoryRow.Line profiled(Map<String, Object> settings) {
        return HistoryRow.of(new Run(
                        RUN.runId(),
                        RUN.simulation(),
                        new RunProfile("smoke", settings),
                        RUN.target(),
                        RUN.environment(),
                        RUN.trials()))
                .line();
    }

    private static HistoryRow.Line machine(String os, int cpus, long memoryMb) {
        RunEnvironment.Machine machine = new RunEnvironment.Machine(os, "amd64", cpus, "AMD EPYC", memoryMb);
        return HistoryRow.of(new Run(
                        RUN.runId(),
                        RUN.simulation(),
                        RUN.profile(),
                        RUN.target(),
                        new RunEnvironment(Optional.empty(), machine, "21", "3.15.1"),
                        RUN.trials()))
                .line();
    }
}

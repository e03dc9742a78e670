package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.experiment.RunSeries.Made;
import timerbench.harness.experiment.RunSeries.Planned;
import timerbench.harness.judge.recover.FaultRun;
import timerbench.harness.judge.recover.RecoverPlan;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.judge.recover.RecoverResult.Verdict;
import timerbench.harness.judge.recover.Recoveries;
import timerbench.harness.run.Run;
import timerbench.harness.targets.fault.Fault;

class RecoverRunnerTest {
    private static final Duration EXPECTED = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final List<Planned> asked = new ArrayList<>();

    private static RecoverPlan plan() {
        return new RecoverPlan(
                List.of(RecoverRunner.planned("kill:service@0s"), RecoverRunner.planned("refuse:receiver@1500ms")),
                2,
                3);
    }

    private RecoverResult run(RecoverRunner.Runs runs) throws IOException, InterruptedException {
        return new RecoverRunner("recover-1", plan(), Map.of("timerbench.instances", "2"), folder).run(runs, EXPECTED);
    }

    /** A run of a sample that recovered. */
    private static Run recovered() {
        return Recoveries.good().anyRun().orElseThrow();
    }

    private List<Made> wellDone(List<Planned> runs, Duration expected) {
        asked.addAll(runs);
        return runs.stream().map(planned -> Made.of(planned, recovered())).toList();
    }

    @Test
    void aShortFormBecomesTheSettingsOfItsRuns() {
        PlannedFault slow = RecoverRunner.planned("slow:database=80ms@10s");
        assertThat(slow.text()).isEqualTo(Fault.of("slow:database=80ms@10s").text());
        assertThat(slow.settings())
                .isEqualTo(Map.of(
                        "timerbench.recovery.fault", "slow:database=80ms@10s",
                        "timerbench.recovery.undo", ""));
        assertThatThrownBy(() -> RecoverRunner.planned("slow:database")).hasMessageContaining("slow:database");
    }

    @Test
    void theDefaultFaultsNeedNoFurtherProgramAndDifferFromEachOther() {
        List<Fault> faults =
                RecoverRunner.DEFAULT_FAULTS.stream().map(Fault::of).toList();
        assertThat(faults)
                .doesNotHaveDuplicates()
                .noneSatisfy(fault -> assertThat(fault.isForGood()).isTrue());
        assertThat(faults).extracting(fault -> fault.kind().word()).doesNotContain("slow", "cut", "command");
    }

    @Test
    void eachRunHasItsFaultTheGivenSettingsAndAFolderOfItsOwn() throws IOException, InterruptedException {
        RecoverResult result = run(this::wellDone);
        assertThat(asked).hasSize(4).extracting(Planned::folder).doesNotHaveDuplicates();
        assertThat(asked)
                .allSatisfy(planned -> {
                    assertThat(planned.simulation()).isEqualTo("simulations.RecoverySimulation");
                    assertThat(planned.settings()).containsEntry("timerbench.instances", "2");
                })
                .extracting(planned -> planned.settings().get("timerbench.recovery.fault"))
                .containsExactlyInAnyOrder(
                        "kill:service@0s", "kill:service@0s", "refuse:receiver@1500ms", "refuse:receiver@1500ms");
        assertThat(result.verdict()).isEqualTo(Verdict.RECOVERED);
        for (int i = 0; i < 4; i++) {
            FaultRun run = result.results().get(i);
            assertThat(run.cell().folder()).isEqualTo(asked.get(i).folder());
        }
        assertThat(folder.resolve("recover.json")).isRegularFile();
        assertThat(Files.readString(folder.resolve("recover.html"))).contains("4 faults, 4 recovered, 0 timers lost");
    }

    @Test
    void aRunWithoutResultsFailsTheExperimentAndTheOthersCount() throws IOException, InterruptedException {
        RecoverResult result = run((runs, expected) -> {
            List<Made> made = new ArrayList<>(wellDone(runs, expected));
            made.set(1, Made.failed(runs.get(1), "exit code 3: gone"));
            return made;
        });
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.counted()).hasSize(3);
        assertThat(result.failures())
                .singleElement()
                .satisfies(run -> assertThat(run.failure()).hasValue("exit code 3: gone"));
    }

    @Test
    void ofAnInterruptedSeriesTheRunsBeforeAreReported() throws IOException, InterruptedException {
        RecoverResult result = run((runs, expected) -> wellDone(runs, expected).subList(0, 1));
        assertThat(result.verdict()).isEqualTo(Verdict.INTERRUPTED);
        assertThat(Files.readString(folder.resolve("recover.md"))).contains("NOT COMPLETE: 1 of 4 runs were made");
    }
}

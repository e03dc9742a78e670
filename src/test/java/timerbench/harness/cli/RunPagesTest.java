package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that a run writes by itself. */
class RunPagesTest {
    @TempDir
    private Path folder;

    private ChildRun runCreation() {
        List<String> settings = ChildRun.settings(List.of(
                "database=memory",
                "creation.warmUp=1s",
                "creation.ramp=1s",
                "creation.hold=1s",
                "creation.thresholds.p95=1m",
                "creation.thresholds.p99=1m",
                "creation.thresholds.throughput=0"));
        return ChildRun.of("TimerCreationSimulation", folder, Map.of(), settings);
    }

    @Test
    void aRunWhosePagesCannotBeWrittenIsReportedAndFails() throws IOException {
        Files.createDirectories(folder.resolve("results/index.html/in the way"));
        ChildRun run = runCreation();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.trial().metrics()).isNotEmpty();
        assertThat(run.output())
                .contains("timer-bench: the pages of the run could not be written: ")
                .contains("FAILED · TimerCreationSimulation", "reason          the pages could not be written")
                .doesNotContain("results could not be written");
        assertThat(folder.resolve("results/history.db")).isRegularFile();
    }
}

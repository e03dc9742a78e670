package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.Samples;
import timerbench.harness.run.Unit;

class NextCommandTest {
    @TempDir
    private Path root;

    private final Run run = Samples.complete();

    private String next() {
        Path results = root.resolve("results");
        return String.join(" ", new NextCommand(results, root::relativize).after(run, results.resolve("latest")));
    }

    private void accepted(Run baseline) throws IOException {
        RunFile.writeTo(Files.createDirectories(root.resolve("results")).resolve("baseline.json"), baseline);
    }

    @Test
    void theFirstRunIsToBeAccepted() {
        assertThat(next()).isEqualTo("./timer-bench baseline accept results/latest");
    }

    @Test
    void aRunLikeTheAcceptedOneIsToBeComparedWithIt() throws IOException {
        accepted(run);
        assertThat(next()).isEqualTo("./timer-bench gate --baseline results/baseline.json --current results/latest");
    }

    @Test
    void aRunUnlikeTheAcceptedOneDoesNotTakeItsPlace() throws IOException {
        accepted(new Run("other", "ReadSimulation", run.profile(), run.target(), run.environment(), run.trials()));
        assertThat(next())
                .isEqualTo("./timer-bench baseline accept results/latest --as results/baseline-" + run.simulation()
                        + "-" + run.profile().name() + ".json");
    }

    @Test
    void afterARecoveryFromOneFaultSeveralAreDone() throws IOException {
        accepted(run);
        Metric before = Metric.ofTrial(Metric.BASELINE_RATE, Unit.PER_SECOND, 100);
        Run recovery = new Run(
                "other",
                "RecoverySimulation",
                run.profile(),
                run.target(),
                run.environment(),
                List.of(run.trials().get(0).with(List.of(before))));
        assertThat(String.join(" ", new NextCommand(root, root::relativize).after(recovery, root)))
                .isEqualTo("./timer-bench recover");
    }

    @Test
    void aBaselineThatCannotBeReadStaysToo() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("results")).resolve("baseline.json"), "{");
        assertThat(next()).startsWith("./timer-bench baseline accept results/latest --as ");
    }
}

package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.Simulations;

/** The workflow that users' pipelines are made from. */
class WorkflowTest {
    private static final Path WORKFLOW = Path.of(".github/workflows/performance.yml");

    @Test
    void everyNightRunsAllSimulations() throws IOException {
        assertThat(Files.readAllLines(WORKFLOW).stream()
                        .map(String::strip)
                        .filter(line -> line.matches("- \\w+Simulation"))
                        .map(line -> line.substring(2)))
                .containsExactlyElementsOf(
                        Simulations.all().stream().map(Simulations.Known::name).toList());
    }
}

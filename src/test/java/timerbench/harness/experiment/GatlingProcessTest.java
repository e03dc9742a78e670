package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingProcessTest {
    @TempDir
    private Path results;

    @Test
    void aRunThatFailedNamesItsReasonAndTheFileOfItsOutput() throws IOException {
        Path log = Files.writeString(results.resolve("console.log"), """
                        timer-bench: the service (process 7) ended during the run; the load ends

                        FAILED · DatabaseStressSimulation, profile smoke
                        reason          the service (process 7) ended
                                        during the run
                        again           ./timer-bench run DatabaseStressSimulation --profile smoke
                        """);
        assertThat(GatlingProcess.failure(results, 3))
                .isEqualTo(
                        "exit code 3: the service (process 7) ended during the run; all that it printed is in " + log);
    }
}

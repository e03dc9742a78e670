package timerbench.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.experiment.RunSeries.Made;
import timerbench.harness.experiment.RunSeries.Planned;
import timerbench.harness.load.process.SimulationJvm;

class RunSeriesTest {
    @TempDir
    private Path folder;

    private static Planned planned(String name) {
        return new Planned(name, name, "simulations.NoSuchSimulation", Map.of());
    }

    @Test
    void aRunThatFailsIsNamedAndTheOthersGoOn() throws IOException, InterruptedException {
        List<String> prepared = new ArrayList<>();
        List<Made> made = RunSeries.into(folder)
                .make(List.of(planned("one"), planned("two")), Duration.ofSeconds(1), (run, progress) -> {
                    prepared.add(run.name());
                    return Optional.of("nothing was prepared");
                });
        assertThat(prepared).containsExactly("one", "two");
        assertThat(made).extracting(each -> each.planned().name()).containsExactly("one", "two");
        assertThat(made).allSatisfy(each -> {
            Path log = folder.resolve(each.planned().folder()).resolve(SimulationJvm.LOG);
            assertThat(log).content().contains("NoSuchSimulation");
            assertThat(each.run()).isEmpty();
            assertThat(each.failure().orElseThrow())
                    .startsWith("exit code ")
                    .endsWith("all that it printed is in " + log);
        });
    }
}

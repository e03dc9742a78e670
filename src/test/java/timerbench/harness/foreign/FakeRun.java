package timerbench.harness.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import timerbench.harness.cli.ChildRun;

/** A whole run against a fake, and the fake afterwards. */
record FakeRun(ChildRun run, FakeService fake) {
    static final List<Traits> ALL =
            List.of(Traits.OWN_IDS, Traits.HEADER_IDENTITY, Traits.DELAY_SECONDS, Traits.ONE_ATTEMPT);

    /**
     * Runs a simulation with these settings against a fake of its own.
     *
     * @param folder for the results, in a folder of their own
     */
    static FakeRun of(Path folder, Traits traits, Faults faults, String simulation, List<String> settings) {
        try (FakeService fake = new FakeService(traits, faults)) {
            Path own = Files.createTempDirectory(folder, traits.name());
            List<String> options = new ArrayList<>(List.of("--target", fake.url(), "--dialect", traits.dialect()));
            options.addAll(ChildRun.settings(settings));
            Map<String, String> token =
                    traits.token().map(known -> Map.of("API_TOKEN", known)).orElse(Map.of());
            return new FakeRun(ChildRun.of(simulation, own, token, options), fake);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import timerbench.harness.load.Output;
import timerbench.settings.Settings;

/** The options that all series of runs share: how many there are, with what settings, and where the results go. */
final class SeriesOptions {
    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Runs of each variant, point, operation or fault. Default: ${DEFAULT-VALUE}")
    private int repeats = 3;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the order of the runs. Default: drawn at random; the results name it.")
    private long seed = new Random().nextInt(1_000_000);

    @Option(
            names = "--provision",
            paramLabel = "SOURCE",
            completionCandidates = Choices.OfProvisions.class,
            description = "Where the databases come from: ${COMPLETION-CANDIDATES}. Default: embedded")
    private @Nullable String provision;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            completionCandidates = Choices.OfProfiles.class,
            description = "Size of the load: ${COMPLETION-CANDIDATES}. Default: ci")
    private @Nullable String profile;

    @Option(
            names = "--dialect",
            paramLabel = "DIALECT|FILE",
            completionCandidates = Choices.OfDialects.class,
            description = "API of the targets: a dialect's file, or one of ${COMPLETION-CANDIDATES}. Default: groups")
    private @Nullable String dialect;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder for the results. Default: one in results.")
    private @Nullable Path folder;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Any setting of reference.conf.%nExample: service.poolSize=4")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** Chooses what is printed; to be called first. */
    void begin() {
        output.choose();
    }

    /** Sets a setting, by its name below the root, unless the value is missing. */
    void put(String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }

    boolean isJson() {
        return output.isJson();
    }

    int repeats() {
        return repeats;
    }

    long seed() {
        return seed;
    }

    /** Returns the settings of this process with those of all runs. */
    Settings settings() {
        return Settings.load().with(given());
    }

    /** Returns the settings of all runs, by their full names. */
    Map<String, String> given() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        put(all, "provision", provision);
        put(all, "profile", profile);
        put(all, "dialect", dialect == null ? null : GivenPath.dialect(dialect));
        return Settings.byKey(all);
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(key, value);
        }
    }

    /** Creates the folder of the results, and returns it. */
    Path newFolder(String id) throws IOException {
        return GivenPath.newFolder(folder, id);
    }

    /** Prints the result in the form that was asked for. */
    void result(Supplier<String> json, Supplier<String> text) {
        Output.result(output.isJson() ? json.get() : text.get());
    }
}

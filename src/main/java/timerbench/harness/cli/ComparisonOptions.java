package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import timerbench.harness.experiment.ComparisonRunner;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.load.Console;
import timerbench.harness.load.Output;
import timerbench.harness.run.ExitCode;
import timerbench.harness.show.ComparisonFiles;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** The options that all comparisons share: the load of each run, how many runs, and where the results go. */
final class ComparisonOptions {
    private static final String TARGET = Settings.key("target");
    private static final String EMBEDDED = "embedded";

    /** The time of a run beside its load: two JVMs, a database, a report. */
    private static final Duration BESIDE_THE_LOAD = Duration.ofSeconds(20);

    @Option(names = "--concurrent", paramLabel = "N", description = "Virtual users. Default: those of the profile.")
    private @Nullable String concurrent;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "Measured load of a run, such as 300s. Default: that of the profile.")
    private @Nullable String duration;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "Load before, which does not count. Default: that of the profile.")
    private @Nullable String warmUp;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Runs of each variant and operation. Default: ${DEFAULT-VALUE}")
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

    /** The block of the stress simulation. */
    private record Load(
            String operation,
            int concurrent,
            Duration warmUp,
            Duration duration,
            int timers,
            Map<String, Object> thresholds) {}

    /** Sets a setting, by its name below the root. */
    void put(String key, String value) {
        settings.put(key, value);
    }

    /** Chooses what is printed; to be called first. */
    void begin() {
        output.choose();
    }

    int repeats() {
        return repeats;
    }

    long seed() {
        return seed;
    }

    /**
     * Makes the runs of a plan, and returns the exit code.
     *
     * @param judge returns the exit code of a comparison that was not interrupted
     * @throws SettingsException if a setting is wrong
     */
    int run(String command, ComparisonPlan plan, ToIntFunction<Comparison> judge)
            throws IOException, InterruptedException {
        Map<String, String> given = given();
        Settings all = settings();
        requireNoOtherTarget(command, plan, all, given);
        Load load = all.readProfiled("stress", Load.class);
        var unused = ComparisonRunner.refused(plan, all); // before a folder is made
        String id = GivenPath.id(command);
        Path results = GivenPath.newFolder(folder, id);
        ComparisonRunner runner = new ComparisonRunner(id, plan, all, given, results);
        Comparison comparison = runner.run(load.warmUp().plus(load.duration()).plus(BESIDE_THE_LOAD));
        int exitCode = comparison.isComplete() ? judge.applyAsInt(comparison) : ExitCode.INTERRUPTED;
        Output.result(
                output.isJson()
                        ? ComparisonFiles.json(comparison, results, exitCode)
                        : ComparisonFiles.end(comparison, results, Console.resultColours()));
        return exitCode;
    }

    private static void requireNoOtherTarget(
            String command, ComparisonPlan plan, Settings all, Map<String, String> given) {
        if (plan.isOfTargets() && given.containsKey(TARGET)) {
            throw new SettingsException(TARGET + ": " + command + " takes the targets from --targets");
        }
        if (!plan.isOfTargets() && !all.text("target").equals(EMBEDDED)) {
            throw new SettingsException(command + " starts the service itself; " + TARGET + " must be " + EMBEDDED);
        }
    }

    /** Returns the settings of this process with those of all runs. */
    Settings settings() {
        return Settings.load().with(given());
    }

    /** Returns the settings of all runs, by their full names. */
    private Map<String, String> given() {
        Map<String, String> all = Settings.byKey(settings);
        put(all, "stress.concurrent", concurrent);
        put(all, "stress.duration", duration);
        put(all, "stress.warmUp", warmUp);
        put(all, "provision", provision);
        put(all, "profile", profile);
        put(all, "dialect", dialect == null ? null : GivenPath.dialect(dialect));
        return all;
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(Settings.key(key), value);
        }
    }
}

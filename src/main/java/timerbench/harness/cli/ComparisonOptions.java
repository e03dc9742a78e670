package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import timerbench.harness.experiment.ComparisonRunner;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.load.Console;
import timerbench.harness.run.ExitCode;
import timerbench.harness.show.ComparisonFiles;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** The options that all comparisons share: the load of each run, and those of any series of runs. */
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

    @Mixin
    private SeriesOptions series = new SeriesOptions();

    /** The block of the stress simulation. */
    private record Load(
            String operation,
            int concurrent,
            Duration warmUp,
            Duration duration,
            int timers,
            Map<String, Object> thresholds) {}

    /** Returns the options of any series of runs. */
    SeriesOptions series() {
        return series;
    }

    /** Sets the settings of the stress simulation that were given; to be called once. */
    void putLoad() {
        series.put("stress.concurrent", concurrent);
        series.put("stress.duration", duration);
        series.put("stress.warmUp", warmUp);
    }

    /** Returns whether an option of the stress simulation was given. */
    boolean hasLoad() {
        return concurrent != null || duration != null || warmUp != null;
    }

    /**
     * Makes the runs of a plan, and returns the exit code.
     *
     * @param judge returns the exit code of a comparison that was not interrupted
     * @throws SettingsException if a setting is wrong
     */
    int run(String command, ComparisonPlan plan, ToIntFunction<Comparison> judge)
            throws IOException, InterruptedException {
        putLoad();
        Map<String, String> given = series.given();
        Settings all = series.settings();
        requireNoOtherTarget(command, plan, all, given);
        Load load = all.readProfiled("stress", Load.class);
        var unused = ComparisonRunner.refused(plan, all); // before a folder is made
        String id = GivenPath.id(command);
        Path results = series.newFolder(id);
        ComparisonRunner runner = new ComparisonRunner(id, plan, all, given, results);
        Comparison comparison = runner.run(load.warmUp().plus(load.duration()).plus(BESIDE_THE_LOAD));
        int exitCode = comparison.isComplete() ? judge.applyAsInt(comparison) : ExitCode.INTERRUPTED;
        series.result(
                () -> ComparisonFiles.json(comparison, results, exitCode),
                () -> ComparisonFiles.end(comparison, results, Console.resultColours()));
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
}

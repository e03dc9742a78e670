package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import timerbench.harness.experiment.ComparisonRunner;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** A comparison from its options to its exit code: first every variant is started once, so that a missing one is known. */
final class ComparisonSession {
    private static final String TARGET = Settings.key("target");
    private static final String EMBEDDED = "embedded";

    private final String command;
    private final StressOptions options;

    ComparisonSession(String command, StressOptions options) {
        this.command = command;
        this.options = options;
    }

    /**
     * Makes the runs, and returns the exit code.
     *
     * @param judge tells it for a comparison that was not interrupted
     * @throws SettingsException if one is wrong, or no variant can be started for that reason
     */
    int run(ComparisonPlan plan, ToIntFunction<Comparison> judge) throws IOException, InterruptedException {
        Map<String, String> given = options.settings();
        if (!given.getOrDefault(TARGET, EMBEDDED).equals(EMBEDDED)) {
            throw new SettingsException(command + " starts the service itself; " + TARGET + " must be " + EMBEDDED);
        }
        Settings settings = Settings.load().with(given);
        Duration expected = StressOptions.expected(settings);
        String id = StressOptions.id(command);
        Path folder = options.folder(id);
        ComparisonRunner runner = new ComparisonRunner(id, plan, settings, given, folder);
        runner.heedInterrupts();
        tryAll(plan, settings, runner);
        Comparison comparison = runner.run(expected);
        return comparison.isComplete() ? judge.applyAsInt(comparison) : ExitCode.INTERRUPTED;
    }

    private static void tryAll(ComparisonPlan plan, Settings settings, ComparisonRunner runner) {
        Map<String, SettingsException> refused = new LinkedHashMap<>();
        for (Variant variant : plan.variants()) {
            if (runner.isInterrupted()) {
                return;
            }
            try {
                Settings varied = settings.with(variant.settings());
                Target.open(varied, Target.dialect(varied)).close();
                runner.say(plan.varied() + " " + variant.name() + ": starts");
            } catch (TargetException | DatabaseException e) {
                leaveOut(runner, variant, e);
            } catch (SettingsException e) {
                refused.put(variant.name(), e);
                leaveOut(runner, variant, e);
            }
        }
        if (refused.size() == plan.variants().size()) {
            throw refused.values().iterator().next();
        }
    }

    private static void leaveOut(ComparisonRunner runner, Variant variant, RuntimeException e) {
        runner.leaveOut(variant, e.getMessage());
        runner.say(variant.name() + " is not available: " + e.getMessage());
    }
}

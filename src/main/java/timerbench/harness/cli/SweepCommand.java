package timerbench.harness.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.StressOperation;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Word;
import timerbench.harness.targets.Target;
import timerbench.settings.Nearest;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Runs the same load with several values of a setting of the service, and compares the results. */
@Command(
        name = "sweep",
        description = {
            "Compares values of a setting of the reference service.",
            "Runs the same load with each value, several times, in random order. Prints the results and writes them"
                    + " to results/sweep-….",
            "Ctrl-C ends the current run and reports those before."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:all runs were made",
            "2:wrong usage or settings",
            "3:the service did not start with a value, or a run failed",
            "130:interrupted"
        })
final class SweepCommand implements Callable<Integer> {
    private static final String SERVICE = Settings.key("service.");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--setting",
            paramLabel = "KEY",
            required = true,
            description = "A setting of the service that is a number, such as service.poolSize.")
    private String setting = "";

    @Option(
            names = "--values",
            split = ",",
            paramLabel = "NUMBER",
            required = true,
            description = "At least two values.")
    private List<String> values = List.of();

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            completionCandidates = Choices.OfOperations.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private String operation = "create";

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "${COMPLETION-CANDIDATES}. Default: postgres")
    private @Nullable String database;

    @Mixin
    private ComparisonOptions options = new ComparisonOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.begin();
        String name = Settings.key(setting);
        requireNumber(name);
        StressOperation asked = Word.find(StressOperation.class, operation)
                .orElseThrow(() ->
                        wrong("--operation: got \"" + operation + "\", wanted one of " + Word.all(StressOperation.class)
                                + Nearest.question(operation, Word.words(StressOperation.class))));
        CompareCommand.requireHas(Target.dialect(options.settings()), asked);
        if (database != null) {
            options.put("database", database);
        }
        return options.run("sweep", plan(name), SweepCommand::exitCode);
    }

    private static void requireNumber(String name) {
        Object byDefault = Settings.defaultOf(name);
        if (!name.startsWith(SERVICE)) {
            throw new SettingsException(
                    name + ": is no setting of the service; sweep varies those that begin with " + SERVICE);
        }
        if (!(byDefault instanceof Number)) {
            throw new SettingsException(name + ": is not a number (by default it is \"" + byDefault
                    + "\"); sweep varies settings that are");
        }
    }

    private ComparisonPlan plan(String name) {
        if (values.size() < 2 || !values.stream().allMatch(value -> value.matches("\\d+(\\.\\d+)?"))) {
            throw wrong(
                    "--values: got \"" + String.join(",", values) + "\", wanted at least two numbers, such as 1,2,4");
        }
        List<Variant> variants = values.stream()
                .map(value -> new Variant(value, Map.of(name, value)))
                .toList();
        try {
            return new ComparisonPlan(name, variants, List.of(operation), options.repeats(), options.seed());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static int exitCode(Comparison comparison) {
        return comparison.failures().isEmpty() && comparison.missing().isEmpty() ? 0 : ExitCode.FAILED;
    }
}

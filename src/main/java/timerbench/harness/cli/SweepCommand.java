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
import timerbench.harness.experiment.sweep.AxisReader;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Measure;
import timerbench.harness.judge.scaling.SweepPlan;
import timerbench.harness.judge.scaling.SweepPlan.What;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Word;
import timerbench.harness.targets.Target;
import timerbench.settings.Nearest;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Runs the same load with several values of one or two settings, and shows what comes of it. */
@Command(
        name = "sweep",
        description = {
            "Measures throughput, capacity or demand over the values of one or two settings.",
            "Makes several runs at each point, in random order, each on a fresh target in a JVM of its own. Prints the"
                    + " results and writes them to results/sweep-….",
            "Ctrl-C ends the current run and reports those before."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        subcommands = SweepCalibrateCommand.class,
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
            names = "--axis",
            paramLabel = "NAME=V1,V2",
            description = "What varies: instances, pending (timers that wait), concurrent (users), or any setting that"
                    + " is a number. Two make a grid.%nExample: instances=1,2,4")
    private List<String> axes = List.of();

    @Option(
            names = "--measure",
            paramLabel = "MEASURE",
            completionCandidates = Choices.OfMeasures.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}%nMore: docs/scaling.md")
    private String measure = "throughput";

    @Option(names = "--rate", paramLabel = "N", description = "Only for demand: timers per second that are to hold.")
    private @Nullable Double rate;

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            completionCandidates = Choices.OfOperations.class,
            description = "Only for throughput: ${COMPLETION-CANDIDATES}. Default: create")
    private @Nullable String operation;

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "${COMPLETION-CANDIDATES}. Default: postgres")
    private @Nullable String database;

    @Option(
            names = "--setting",
            paramLabel = "KEY",
            description = "Short form for the throughput over a setting of the service, such as service.poolSize, as a"
                    + " comparison.")
    private @Nullable String setting;

    @Option(names = "--values", split = ",", paramLabel = "NUMBER", description = "Its values, at least two.")
    private List<String> values = List.of();

    @Mixin
    private SweepRuns runs = new SweepRuns();

    @Mixin
    private ComparisonOptions options = new ComparisonOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.series().begin();
        Measure asked = known(Measure.class, "--measure", measure);
        requireOptionsOf(asked);
        options.series().put("database", database);
        if (setting != null || !values.isEmpty()) {
            return compare(asked, setting);
        }
        if (axes.isEmpty() || axes.size() > 2) {
            throw wrong("sweep: wanted one or two of --axis NAME=V1,V2, such as --axis instances=1,2,4");
        }
        options.putLoad();
        return runs.run(
                "sweep", plan(asked), options.series(), spec.commandLine().getOut());
    }

    private void requireOptionsOf(Measure asked) {
        if (asked != Measure.THROUGHPUT && (operation != null || options.hasLoad())) {
            throw wrong(
                    "--operation, --concurrent, --duration and --warm-up are options of --measure throughput; use -D"
                            + " for the settings of " + asked.word() + ", such as -D breakpoint.users=100");
        }
        if ((asked == Measure.DEMAND) == (rate == null)) {
            throw wrong(
                    rate == null
                            ? "--measure demand: wanted --rate, the timers per second that are to hold"
                            : "--rate is an option of --measure demand");
        }
    }

    private SweepPlan plan(Measure asked) {
        Settings all = options.series().settings();
        String word = operation == null ? "create" : operation;
        AxisReader reader = new AxisReader(asked, word, all);
        What what = switch (asked) {
            case THROUGHPUT -> What.operation(stress(word, all).word());
            case CAPACITY -> What.NOTHING;
            case DEMAND -> What.rate(rate == null ? 0 : rate);
        };
        try {
            List<Axis> read = axes.stream().map(reader::read).toList();
            return new SweepPlan(
                    asked,
                    what,
                    read,
                    options.series().repeats(),
                    options.series().seed());
        } catch (IllegalArgumentException e) {
            throw wrong("--axis: " + e.getMessage());
        }
    }

    private StressOperation stress(String word, Settings all) {
        StressOperation known = known(StressOperation.class, "--operation", word);
        CompareCommand.requireHas(Target.dialect(all), known);
        return known;
    }

    private <T extends Word> T known(Class<T> set, String option, String word) {
        return Word.find(set, word)
                .orElseThrow(() -> wrong(option + ": got \"" + word + "\", wanted one of " + Word.all(set)
                        + Nearest.question(word, Word.words(set))));
    }

    /** The short form is a comparison of values. */
    private int compare(Measure asked, @Nullable String key) throws IOException, InterruptedException {
        if (key == null || values.isEmpty() || !axes.isEmpty() || asked != Measure.THROUGHPUT || runs.isDry()) {
            throw wrong("--setting and --values go together, and with neither --axis, --measure nor --dry-run; use"
                    + " --axis NAME=V1,V2 for these");
        }
        String name = Settings.key(key);
        requireNumber(name);
        String word = operation == null ? "create" : operation;
        return options.run(
                "sweep", plan(name, stress(word, options.series().settings()).word()), SweepCommand::exitCode);
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

    private ComparisonPlan plan(String name, String word) {
        if (values.size() < 2 || !values.stream().allMatch(value -> value.matches("\\d+(\\.\\d+)?"))) {
            throw wrong(
                    "--values: got \"" + String.join(",", values) + "\", wanted at least two numbers, such as 1,2,4");
        }
        List<Variant> variants = values.stream()
                .map(value -> new Variant(value, Map.of(name, value)))
                .toList();
        try {
            return new ComparisonPlan(
                    name,
                    variants,
                    List.of(word),
                    options.series().repeats(),
                    options.series().seed());
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

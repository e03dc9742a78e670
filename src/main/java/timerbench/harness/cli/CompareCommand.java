package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.address.Address;
import timerbench.harness.experiment.StressOperation;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Word;
import timerbench.harness.targets.Product;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetForm;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Nearest;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Runs the same load on several databases or targets, and compares the results. */
@Command(
        name = "compare",
        description = {
            "Compares databases or services under the same load.",
            "Runs each operation on each of them, several times, in random order, each time on a fresh target in a"
                    + " JVM of its own. Prints the results and writes them to results/compare-….",
            "With --databases, the database's bare driver creates rows for some seconds before each run of create,"
                    + " without the service. The throughput is compared with that. Memory has no driver.",
            "Ctrl-C ends the current run and reports those before."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:all runs were made",
            "2:wrong usage or settings",
            "3:a database or target is not available (unless --skip-missing), or a run or a bare driver failed",
            "130:interrupted"
        })
final class CompareCommand implements Callable<Integer> {
    private static final List<String> DATABASES =
            Stream.of(Product.values()).map(Product::word).toList();

    private static final List<StressOperation> DEFAULT_OPERATIONS = List.of(
            StressOperation.CREATE,
            StressOperation.READ,
            StressOperation.UPDATE,
            StressOperation.DELETE,
            StressOperation.MIXED);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--databases",
            split = ",",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfDatabases.class,
            description = "One or more of ${COMPLETION-CANDIDATES}. Default: all but memory")
    private @Nullable List<String> databases;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "NAME=TARGET",
            description =
                    "Services instead of databases, each with a name for the results: an executable file, a jar"
                            + " or a container image, started for each run, or the URL of a running service.%nMore: docs/gate.md")
    private @Nullable List<String> targets;

    @Option(
            names = "--operations",
            split = ",",
            paramLabel = "OPERATION",
            completionCandidates = Choices.OfOperations.class,
            description = "One or more of ${COMPLETION-CANDIDATES}. Default: all but list, without those that the"
                    + " dialect lacks")
    private @Nullable List<String> operations;

    @Option(
            names = "--skip-missing",
            description = "Exit with 0 though a database or target is not available; the results still name it.")
    private boolean skipMissing;

    @Mixin
    private ComparisonOptions options = new ComparisonOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.series().begin();
        if (databases != null && targets != null) {
            throw wrong("compare: wanted either --databases or --targets");
        }
        return options.run("compare", plan(), this::exitCode);
    }

    private ComparisonPlan plan() {
        try {
            String varied = targets == null ? Comparison.DATABASE : Comparison.TARGET;
            List<Variant> variants = targets == null ? databases() : targets(targets);
            return new ComparisonPlan(
                    varied,
                    variants,
                    operations(),
                    options.series().repeats(),
                    options.series().seed());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private List<Variant> databases() {
        List<String> names = databases == null ? Choices.OfServers.names() : databases;
        requireKnown("--databases", names, DATABASES);
        return names.stream()
                .map(name -> new Variant(name, Map.of(Settings.key("database"), name)))
                .toList();
    }

    private List<Variant> targets(List<String> given) {
        List<Variant> variants = new ArrayList<>();
        for (String each : given) {
            int sign = each.indexOf('=');
            if (sign < 1) {
                throw wrong("--targets: got \"" + Address.redacted(each)
                        + "\", wanted NAME=TARGET, such as before=./build-1/kala");
            }
            variants.add(target(each.substring(0, sign), each.substring(sign + 1)));
        }
        return variants;
    }

    private Variant target(String name, String target) {
        try {
            var unused = TargetForm.of(target, GivenPath.resolve(Path.of("")));
        } catch (IllegalArgumentException e) {
            throw wrong("--targets: " + name + ": " + e.getMessage());
        }
        return new Variant(name, Map.of(Settings.key("target"), target));
    }

    /** Returns the words of the operations to run. Those that are left out by default are named on the console. */
    private List<String> operations() {
        Dialect dialect = Target.dialect(options.series().settings());
        if (operations != null) {
            requireKnown("--operations", operations, Word.words(StressOperation.class));
            operations.forEach(word -> requireHas(dialect, Word.of(StressOperation.class, word)));
            return operations;
        }
        Map<Boolean, List<String>> byPresence = DEFAULT_OPERATIONS.stream()
                .collect(Collectors.partitioningBy(
                        operation -> operation.missingIn(dialect).isEmpty(),
                        Collectors.mapping(StressOperation::word, Collectors.toList())));
        if (!byPresence.get(false).isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .println("timer-bench: left out, because dialect " + dialect.name() + " lacks operations for them: "
                            + String.join(", ", byPresence.get(false)));
        }
        return byPresence.get(true);
    }

    /**
     * Checks that the dialect has what an operation of the stress simulation needs.
     *
     * @throws SettingsException if it lacks some
     */
    static void requireHas(Dialect dialect, StressOperation operation) {
        List<String> missing = operation.missingIn(dialect);
        if (!missing.isEmpty()) {
            throw new SettingsException("dialect " + dialect.name() + " has no operation " + String.join(", ", missing)
                    + ", which " + operation.word() + " needs");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void requireKnown(String option, List<String> names, List<String> known) {
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw wrong(option + ": got \"" + String.join(", ", unknown) + "\", wanted one or more of "
                    + String.join(", ", known) + Nearest.question(unknown.get(0), known));
        }
    }

    private int exitCode(Comparison comparison) {
        boolean failed = !comparison.failures().isEmpty()
                || !comparison.bareFailures().isEmpty()
                || (!skipMissing && !comparison.missing().isEmpty());
        return failed ? ExitCode.FAILED : 0;
    }
}

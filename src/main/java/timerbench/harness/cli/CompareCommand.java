package timerbench.harness.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.Product;
import timerbench.settings.Settings;

/** Runs the same load on several databases, and compares the results. */
@Command(
        name = "compare",
        description = {
            "Compares databases: runs each operation on each, several times, in an order drawn at random, every run"
                    + " in a JVM of its own on a fresh target. Prints the results and writes them to"
                    + " results/compare-….",
            "Just before each run of create, the bare driver of the database creates rows for some seconds without the"
                    + " service. The throughput is compared with that.",
            "Ctrl-C ends the current run and reports those before."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all runs were made",
            "2:wrong usage or settings",
            "3:a database is not available (unless --skip-missing), or a run or a bare driver failed",
            "130:interrupted"
        })
final class CompareCommand implements Callable<Integer> {
    private static final List<String> DATABASES =
            Stream.of(Product.values()).map(Product::word).toList();
    /** The operations of the stress simulation. */
    static final List<String> OPERATIONS = List.of("create", "read", "update", "delete", "list", "mixed");

    @Spec
    private CommandSpec spec;

    @Option(names = "--databases", split = ",", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}")
    private List<String> databases = List.of("postgres", "mongodb", "cassandra", "dynamodb");

    @Option(
            names = "--operations",
            split = ",",
            paramLabel = "NAME",
            description = "One or more of create, read, update, delete, list and mixed. Default: ${DEFAULT-VALUE}")
    private List<String> operations = List.of("create", "read", "update", "delete", "mixed");

    @Option(
            names = "--skip-missing",
            description = "Exit with 0 though a database is not available; the results still name it.")
    private boolean skipMissing;

    @Mixin
    private ComparisonOptions options = new ComparisonOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireKnown("--databases", databases, DATABASES);
        requireKnown("--operations", operations, OPERATIONS);
        List<Variant> variants = databases.stream()
                .map(name -> new Variant(name, Map.of(Settings.key("database"), name)))
                .toList();
        return options.run("compare", plan(variants), this::exitCode);
    }

    private ComparisonPlan plan(List<Variant> variants) {
        try {
            return new ComparisonPlan(Comparison.DATABASE, variants, operations, options.repeats(), options.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void requireKnown(String option, List<String> names, List<String> known) {
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": got \"" + String.join(", ", unknown) + "\", wanted of " + String.join(", ", known));
        }
    }

    private int exitCode(Comparison comparison) {
        boolean failed = !comparison.failures().isEmpty()
                || !comparison.bareFailures().isEmpty()
                || (!skipMissing && !comparison.missing().isEmpty());
        return failed ? ExitCode.FAILED : 0;
    }
}

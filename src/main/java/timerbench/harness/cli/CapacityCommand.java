package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.BareCreates;
import timerbench.harness.experiment.CapacityStep;
import timerbench.harness.experiment.GatlingProcess;
import timerbench.harness.run.Run;
import timerbench.harness.targets.Databases;
import timerbench.harness.targets.Product;
import timerbench.harness.targets.TargetException;
import timerbench.settings.Settings;

/**
 * Creates timers at rising rates, several runs of each, every run on a fresh target, until a rate does not hold in most of
 * its runs; and sets the highest that did against what the bare driver writes. The bare driver is measured before every
 * run, so that both see the same machine.
 */
@Command(
        name = "capacity",
        description = "Finds the highest rate of creates that holds on the reference service and a database: no error,"
                + " p95 within its limit, 98 %% of the rate asked for, in most runs; and its ratio to the bare driver.",
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class)
final class CapacityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "postgres, cassandra, mongodb or dynamodb. Default: ${DEFAULT-VALUE}")
    private String database = "postgres";

    @Option(names = "--rates", split = ",", description = "Creates a second, rising. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates = List.of(5_000, 6_000, 7_000, 8_000, 9_000, 10_000);

    @Option(names = "--repeats", description = "Runs of each rate. Default: ${DEFAULT-VALUE}")
    private int repeats = 3;

    @Option(names = "--hold", description = "Seconds that each rate is held. Default: ${DEFAULT-VALUE}")
    private int holdSeconds = 30;

    @Option(names = "--p95", description = "The p95 that holds, in milliseconds. Default: ${DEFAULT-VALUE}")
    private int p95Millis = 45;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requirePositive("--rates", rates.stream().mapToInt(rate -> rate).min().orElse(0));
        requirePositive("--repeats", repeats);
        requirePositive("--hold", holdSeconds);
        List<CapacityStep> steps = new ArrayList<>();
        int best = 0;
        try {
            for (int rate : rates) {
                if (!holdsInMost(rate, steps)) {
                    break;
                }
                best = rate;
            }
        } finally {
            // What was measured stands, even if a later run fails.
            if (!steps.isEmpty()) {
                print(steps, best);
            }
        }
        return 0;
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + ": must be at least 1, was " + value);
        }
    }

    private boolean holdsInMost(int rate, List<CapacityStep> steps) throws IOException, InterruptedException {
        int held = 0;
        for (int i = 0; i < repeats; i++) {
            CapacityStep step = new CapacityStep(rate, bare(), load(rate));
            steps.add(step);
            if (step.holds(p95Millis)) {
                held++;
            }
        }
        return 2 * held > repeats;
    }

    /** Returns what the bare driver writes per second on a server of its own. */
    private double bare() {
        return Product.called(database)
                .flatMap(product -> Databases.start(Settings.load(), product))
                .map(BareCreates::perSecond)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--database: got \"" + database + "\", wanted a database"));
    }

    private Run load(int rate) throws IOException, InterruptedException {
        Map<String, String> settings = Map.of(
                Settings.key("profile"), "smoke",
                Settings.key("target"), "embedded",
                Settings.key("database"), database,
                Settings.key("creation.warmUp"), "15s",
                Settings.key("creation.ramp"), "20s",
                Settings.key("creation.hold"), holdSeconds + "s",
                Settings.key("creation.targetRate"), Integer.toString(rate));
        // A threshold crossed or a service that died is an answer, not a failure of the command, as long as it is on
        // record.
        Path results = Files.createTempDirectory(Files.createDirectories(Path.of("results")), "capacity-" + rate + "-");
        int exit = GatlingProcess.run("simulations.TimerCreationSimulation", results, settings);
        return GatlingProcess.left(results)
                .orElseThrow(() -> new TargetException(
                        "the run at " + rate + "/s ended with exit code " + exit + " and left no results"));
    }

    private void print(List<CapacityStep> steps, int best) {
        System.out.printf("%n%s%n", CapacityStep.HEAD);
        steps.forEach(step -> System.out.println(step.line(p95Millis)));
        double[] bare = steps.stream().mapToDouble(CapacityStep::bare).sorted().toArray();
        double median = (bare[(bare.length - 1) / 2] + bare[bare.length / 2]) / 2;
        System.out.printf(Locale.ROOT, "bare driver: %.0f rows/s (median of %d)%n", median, bare.length);
        System.out.println(
                best == 0
                        ? "no rate holds"
                        : String.format(
                                Locale.ROOT,
                                "highest rate that holds: %d/s, %.2f of the bare driver",
                                best,
                                best / median));
    }
}

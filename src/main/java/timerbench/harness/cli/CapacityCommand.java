package timerbench.harness.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.BareCreates;
import timerbench.harness.experiment.CapacityStep;
import timerbench.harness.run.Word;
import timerbench.harness.stats.Median;
import timerbench.harness.targets.Databases;
import timerbench.harness.targets.Product;
import timerbench.settings.Nearest;
import timerbench.settings.Settings;

/**
 * Finds the highest rate of creates that holds. It makes several runs of each rate, every one on a fresh target, and
 * raises the rate until it does not hold in most of its runs. It measures the bare driver before every run, so that
 * both see the same machine.
 */
@Command(
        name = "capacity",
        description = {
            "Finds the highest rate of creates that the reference service holds.",
            "A rate holds if most of its runs reach 98 %% of it, without an error and with a p95 within its limit."
                    + " Before each run, the database's bare driver creates rows without the service. Reports the"
                    + " ratio of both."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:measured, whether or not a rate holds",
            "2:wrong usage or settings",
            "3:a database is not available, or a run failed"
        })
final class CapacityCommand implements Callable<Integer> {
    private static final double CONFIDENCE = 0.95;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--database",
            paramLabel = "DATABASE",
            completionCandidates = Choices.OfServers.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private String database = "postgres";

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "N",
            defaultValue = "5000,6000,7000,8000,9000,10000",
            description = "Creates per second, rising. Default:%n${DEFAULT-VALUE}")
    private List<Integer> rates = List.of();

    @Option(names = "--repeats", paramLabel = "N", description = "Runs of each rate. Default: ${DEFAULT-VALUE}")
    private int repeats = 3;

    @Option(names = "--hold", paramLabel = "SECONDS", description = "Seconds of each rate. Default: ${DEFAULT-VALUE}")
    private int holdSeconds = 30;

    @Option(names = "--p95", paramLabel = "MILLIS", description = "Highest p95, in milliseconds. Default: ${DEFAULT-VALUE}")
    private int p95Millis = 45;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requirePositive("--rates", rates.stream().mapToInt(rate -> rate).min().orElse(0));
        requirePositive("--repeats", repeats);
        requirePositive("--hold", holdSeconds);
        requireServer();
        Settings settings = Settings.load();
        List<CapacityStep> steps = new ArrayList<>();
        int best = 0;
        try {
            for (int rate : rates) {
                if (!holdsInMost(rate, steps, settings)) {
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

    private void requireServer() {
        List<String> known = Choices.OfServers.names();
        if (!known.contains(database)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--database: got \"" + database + "\", wanted one of " + String.join(", ", known)
                            + Nearest.question(database, known));
        }
    }

    private boolean holdsInMost(int rate, List<CapacityStep> steps, Settings settings)
            throws IOException, InterruptedException {
        int held = 0;
        for (int i = 0; i < repeats; i++) {
            CapacityStep step = new CapacityStep(rate, bare(settings), CapacityStep.load(rate, holdSeconds, database));
            steps.add(step);
            if (step.holds(p95Millis)) {
                held++;
            }
        }
        return 2 * held > repeats;
    }

    private double bare(Settings settings) {
        return Databases.start(settings, Word.of(Product.class, database))
                .map(BareCreates::perSecond)
                .orElseThrow();
    }

    private void print(List<CapacityStep> steps, int best) {
        System.out.printf("%n%s%n", CapacityStep.HEAD);
        steps.forEach(step -> System.out.println(step.line(p95Millis)));
        double[] bare = steps.stream().mapToDouble(CapacityStep::bare).toArray();
        double median = Median.of(bare, CONFIDENCE).value();
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

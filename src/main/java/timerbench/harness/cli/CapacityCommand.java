package timerbench.harness.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.BareCreates;
import timerbench.harness.experiment.CapacityStep;
import timerbench.harness.experiment.CostPair;
import timerbench.harness.load.Console;
import timerbench.harness.load.Output;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Run;
import timerbench.harness.run.Word;
import timerbench.harness.stats.Median;
import timerbench.harness.targets.Databases;
import timerbench.harness.targets.Product;
import timerbench.settings.Nearest;
import timerbench.settings.Settings;

/**
 * Finds the highest rate of creates that meets the limits. It makes several runs of each rate, every one on a fresh target, and
 * raises the rate until most of its runs miss the limits. It measures the bare driver before every run, so that
 * both see the same machine.
 */
@Command(
        name = "capacity",
        description = {
            "Finds the highest rate of creates that the reference service holds.",
            "A rate meets the limits if most of its runs reach 98 %% of it, without an error and with a p95 within its limit."
                    + " Before each run, the database's bare driver creates rows without the service. Reports the"
                    + " ratio of both."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:measured, whether or not a rate meets the limits",
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

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Seconds of load before the ramp, which do not count. The ramp takes as many.%nDefault:"
                    + " ${DEFAULT-VALUE}")
    private int warmUpSeconds = 20;

    @Option(
            names = "--p95",
            paramLabel = "MILLIS",
            description = "Highest p95, in milliseconds. Default: ${DEFAULT-VALUE}")
    private int p95Millis = 45;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        output.choose();
        requirePositive("--rates", rates.stream().mapToInt(rate -> rate).min().orElse(0));
        requirePositive("--repeats", repeats);
        requirePositive("--warm-up", warmUpSeconds);
        requirePositive("--hold", holdSeconds);
        requireServer();
        Settings settings = Settings.load();
        Console console = Console.system();
        Product product = Word.of(Product.class, database);
        Databases.check(settings, product);
        rates.forEach(rate -> CapacityStep.check(load(rate), database, settings));
        List<CapacityStep> steps = new ArrayList<>();
        int best = 0;
        boolean failed = true;
        try {
            for (int rate : rates) {
                if (!holdsInMost(rate, steps, settings, product, console)) {
                    break;
                }
                best = rate;
            }
            failed = false;
        } finally {
            // What was measured stands, even if a later run fails. As JSON, a failure is an object of its own.
            console.clear();
            if (!steps.isEmpty() && !(failed && output.isJson())) {
                Output.result(output.isJson() ? json(steps, best) : text(steps, best));
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

    private boolean holdsInMost(int rate, List<CapacityStep> steps, Settings settings, Product product, Console console)
            throws IOException, InterruptedException {
        int held = 0;
        for (int i = 0; i < repeats; i++) {
            String place = rate + "/s, run " + (i + 1) + " of " + repeats + " · ";
            double share = (double) steps.size() / (rates.size() * repeats);
            console.progress(share, place + "bare driver");
            double bare = bare(settings, product);
            Run run = CapacityStep.load(
                    load(rate), database, console.period(), line -> console.progress(share, place + line));
            CapacityStep step = new CapacityStep(rate, bare, run);
            steps.add(step);
            console.say("timer-bench: " + place + (step.holds(p95Millis) ? "meets the limits" : "misses the limits"));
            if (step.holds(p95Millis)) {
                held++;
            }
        }
        return 2 * held > repeats;
    }

    private CostPair.Load load(int rate) {
        return new CostPair.Load(rate, warmUpSeconds, holdSeconds);
    }

    private static double bare(Settings settings, Product product) {
        return Databases.start(settings, product).map(BareCreates::perSecond).orElseThrow();
    }

    private static double median(List<CapacityStep> steps) {
        return Median.of(steps.stream().mapToDouble(CapacityStep::bare).toArray(), CONFIDENCE)
                .value();
    }

    private String text(List<CapacityStep> steps, int best) {
        StringBuilder text = new StringBuilder("\n" + CapacityStep.HEAD + "\n");
        steps.forEach(step -> text.append(step.line(p95Millis)).append('\n'));
        double median = median(steps);
        return text.append(
                        String.format(Locale.ROOT, "bare driver: %.0f rows/s (median of %d)%n", median, steps.size()))
                .append(
                        best == 0
                                ? "no rate meets the limits"
                                : String.format(
                                        Locale.ROOT,
                                        "highest rate that meets the limits: %d/s, %.2f of the bare driver",
                                        best,
                                        best / median))
                .append('\n')
                .toString();
    }

    private String json(List<CapacityStep> steps, int best) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exitCode", 0);
        fields.put("database", database);
        fields.put("highestRate", best);
        fields.put("bareDriver", median(steps));
        fields.put("steps", steps.stream().map(step -> step.fields(p95Millis)).toList());
        return JsonText.of(fields);
    }
}

package timerbench.harness.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.CostPair;
import timerbench.harness.experiment.LiveCost;
import timerbench.harness.experiment.LiveParts;
import timerbench.harness.experiment.ScrapeCost;
import timerbench.harness.load.Console;
import timerbench.harness.load.Output;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.JsonText;
import timerbench.harness.stats.Median;
import timerbench.settings.Settings;

/**
 * Measures the CPU time of the generator for creates, and compares it with that of Gatling alone, which sends the
 * same, in turn on one target. Also measures each feeder's share.
 */
@Command(
        name = "cost",
        description = {
            "Measures how much CPU time timer-bench itself uses.",
            "Reports CPU seconds per 100,000 creates, their ratio to those of a bare Gatling simulation that sends the"
                    + " same requests, and the share of each feeder.",
            "With --live, compares loads with and without live metrics instead, and times scrapes of 10,000 series."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:all is within its limit",
            "1:a ratio, a share of the CPU time or a scrape is above its limit",
            "2:wrong usage or settings",
            "3:the target or a run failed"
        })
final class CostCommand implements Callable<Integer> {
    private static final double CONFIDENCE = 0.95;
    private static final double MOST = 1.3;
    private static final double MOST_LIVE = 1.03;
    private static final String FEEDERS = "simulations.support.FeederCost";

    @Spec
    private CommandSpec spec;

    @Option(names = "--rate", paramLabel = "N", description = "Creates per second. Default: ${DEFAULT-VALUE}")
    private int rate = 3_000;

    @Option(names = "--repeats", paramLabel = "N", description = "Runs of each. Default: ${DEFAULT-VALUE}")
    private int repeats = 3;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Load before, which does not count. Default: ${DEFAULT-VALUE}")
    private int warmUpSeconds = 20;

    @Option(names = "--hold", paramLabel = "SECONDS", description = "Measured load. Default: ${DEFAULT-VALUE}")
    private int holdSeconds = 30;

    @Option(
            names = "--most",
            paramLabel = "RATIO",
            description = "The highest ratio that passes. Default: 1.3, with --live 1.03")
    private Optional<Double> most = Optional.empty();

    @Option(
            names = "--live",
            description =
                    "Measure what live metrics cost: with nobody reading them, and with an open page and a scraper.")
    private boolean live;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        output.choose();
        if (rate < 10 || repeats < 1 || warmUpSeconds < 1 || holdSeconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rate must be at least 10, --repeats, --warm-up and --hold at least 1");
        }
        Settings settings = Settings.load();
        CostPair.Load load = new CostPair.Load(rate, warmUpSeconds, holdSeconds);
        Console console = Console.system();
        CostPair.check(settings, load);
        return live ? live(settings, load, console) : bare(settings, load, console);
    }

    private int live(Settings settings, CostPair.Load load, Console console) throws IOException, InterruptedException {
        List<ScrapeCost> scrapes = ScrapeCost.measure();
        LiveParts parts = LiveParts.measure();
        List<Map<LiveCost.Live, Double>> rounds = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            String place = "round " + (i + 1) + " of " + repeats + " · ";
            double share = (double) i / repeats;
            rounds.add(LiveCost.measure(
                    settings, load, i, console.period(), line -> console.progress(share, place + line)));
        }
        console.clear();
        LiveCostReport report = new LiveCostReport(rate, rounds, parts, scrapes, most.orElse(MOST_LIVE));
        Output.result(output.isJson() ? report.json() : report.text());
        return report.exitCode();
    }

    private int bare(Settings settings, CostPair.Load load, Console console) throws IOException, InterruptedException {
        double limit = most.orElse(MOST);
        List<CostPair> pairs = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            String place = "pair " + (i + 1) + " of " + repeats + " · ";
            double share = (double) i / repeats;
            pairs.add(CostPair.measure(
                    settings, load, i % 2 == 0, console.period(), line -> console.progress(share, place + line)));
        }
        console.clear();
        double ratio = median(pairs.stream().map(CostPair::ratio).toList());
        String text = text(pairs, ratio, limit);
        Feeders feeders = feeders(median(pairs.stream().map(CostPair::ours).toList()));
        int exitCode = ratio > limit ? ExitCode.THRESHOLD_CROSSED : feeders.exitCode;
        Output.result(output.isJson() ? json(pairs, ratio, limit, feeders, exitCode) : text + feeders.said);
        return exitCode;
    }

    private static double median(List<Double> values) {
        return Median.of(values.stream().mapToDouble(value -> value).toArray(), CONFIDENCE)
                .value();
    }

    private String text(List<CostPair> pairs, double ratio, double limit) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nCPU seconds of the generator per 100,000 creates at %,d/s, in turn, each pair on a fresh target:%n"
                        + "%12s %12s %8s%n",
                rate,
                "bare Gatling",
                "timer-bench",
                "ratio"));
        pairs.forEach(pair -> text.append(
                String.format(Locale.ROOT, "%12.2f %12.2f %8.2f%n", pair.bare(), pair.ours(), pair.ratio())));
        return text.append(String.format(
                        Locale.ROOT, "median ratio: %.2f (of %d); limit: %.2f%n%n", ratio, pairs.size(), limit))
                .toString();
    }

    private String json(List<CostPair> pairs, double ratio, double limit, Feeders feeders, int exitCode) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exitCode", exitCode);
        fields.put("rate", rate);
        fields.put("ratio", ratio);
        fields.put("limit", limit);
        fields.put("pairs", pairs);
        fields.put("feedersWithinTheirLimit", feeders.exitCode == 0);
        return JsonText.of(fields);
    }

    /** The outcome of measuring the feeders, and what was printed of it. */
    private record Feeders(int exitCode, String said) {}

    /**
     * Measures the feeders. They belong to the simulations; the harness knows only the name of the class that does
     * it.
     */
    private static Feeders feeders(double cpuSeconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1G",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FEEDERS,
                        String.format(Locale.ROOT, "%.2f", cpuSeconds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return new Feeders(process.waitFor(), said);
    }
}

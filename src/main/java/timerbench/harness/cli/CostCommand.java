package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.GatlingProcess;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Trial;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;

/**
 * What the suite itself costs: CPU time of the generator for creates, against that of Gatling alone sending the same, in
 * turn on one target; and what each feeder takes of it.
 */
@Command(
        name = "cost",
        description = "Measures what timer-bench itself costs the generator: CPU seconds per 100,000 creates, and their"
                + " ratio to those of a bare Gatling simulation that sends the same; and each feeder's share.",
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class)
final class CostCommand implements Callable<Integer> {
    private static final int RAMP_SECONDS = 10;
    private static final String BARE = "simulations.bare.BareCreation";
    private static final String OURS = "simulations.TimerCreationSimulation";
    private static final String FEEDERS = "simulations.support.FeederCost";

    @Spec
    private CommandSpec spec;

    @Option(names = "--rate", description = "Creates a second. Default: ${DEFAULT-VALUE}")
    private int rate = 3_000;

    @Option(names = "--repeats", description = "Runs of each. Default: ${DEFAULT-VALUE}")
    private int repeats = 3;

    @Option(names = "--warm-up", description = "Seconds of load before. Default: ${DEFAULT-VALUE}")
    private int warmUpSeconds = 20;

    @Option(names = "--hold", description = "Seconds that the rate is held. Default: ${DEFAULT-VALUE}")
    private int holdSeconds = 30;

    @Option(names = "--most", description = "The highest ratio that passes. Default: ${DEFAULT-VALUE}")
    private double most = 1.3;

    /** CPU seconds per 100,000 creates. */
    private record Pair(double bare, double ours) {
        double ratio() {
            return ours / bare;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rate < 10 || repeats < 1 || warmUpSeconds < 1 || holdSeconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rate must be at least 10, --repeats, --warm-up and --hold at least 1");
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            pairs.add(pair(i % 2 == 0));
        }
        double ratio = print(pairs);
        int feeders = feeders(median(pairs.stream().map(Pair::ours).toList()));
        return ratio > most ? ExitCode.THRESHOLD_CROSSED : feeders;
    }

    /** A fresh target each: what one has taken in must not slow those that follow. Neither is always the first. */
    private Pair pair(boolean bareFirst) throws IOException, InterruptedException {
        Map<String, String> service = Map.of(Settings.key("service.port"), "0", Settings.key("service.database"), "memory");
        // Room for all that both put in: a target that collects garbage all the time would be what is measured.
        Settings settings = Settings.load()
                .with(Map.of(Settings.key("embedded.jvmArgs"), "-Xms64m -Xmx2g -XX:+UseSerialGC"));
        try (Target target = Target.serve(settings, Dialect.load("groups"), service, Optional.empty(), 1)) {
            double first = bareFirst ? bare(target) : ours(target);
            double second = bareFirst ? ours(target) : bare(target);
            return bareFirst ? new Pair(first, second) : new Pair(second, first);
        }
    }

    private double bare(Target target) throws IOException, InterruptedException {
        Path result = Files.createTempFile("timer-bench-bare", "");
        Path results = Files.createTempDirectory("timer-bench-bare");
        try {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("bare.target", target.urls().get(0));
            properties.put("bare.rate", Integer.toString(rate));
            properties.put("bare.warmUp", Integer.toString(warmUpSeconds));
            properties.put("bare.ramp", Integer.toString(RAMP_SECONDS));
            properties.put("bare.hold", Integer.toString(holdSeconds));
            properties.put("bare.result", result.toString());
            int exit = GatlingProcess.run(BARE, results, properties);
            if (exit != 0) {
                throw new TargetException("the bare simulation ended with exit code " + exit);
            }
            return Double.parseDouble(Files.readString(result));
        } finally {
            Files.delete(result);
            deleteAll(results);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    private double ours(Target target) throws IOException, InterruptedException {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(Settings.key("profile"), "smoke");
        properties.put(Settings.key("target"), target.urls().get(0));
        properties.put(Settings.key("creation.warmUp"), warmUpSeconds + "s");
        properties.put(Settings.key("creation.ramp"), RAMP_SECONDS + "s");
        properties.put(Settings.key("creation.hold"), holdSeconds + "s");
        properties.put(Settings.key("creation.startRate"), Integer.toString(rate / 10));
        properties.put(Settings.key("creation.targetRate"), Integer.toString(rate));
        Path results = Files.createTempDirectory(Files.createDirectories(Path.of("results")), "cost-");
        int exit = GatlingProcess.run(OURS, results, properties);
        Trial trial = GatlingProcess.left(results)
                .filter(run -> exit == 0)
                .orElseThrow(() -> new TargetException("the simulation ended with exit code " + exit))
                .trials()
                .get(0);
        return trial.value(Metric.CPU_SECONDS_PER_THOUSAND, MetricScope.process(MetricScope.GENERATOR))
                        .orElseThrow()
                * 100;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Prints the pairs, and returns the median of their ratios. */
    private double print(List<Pair> pairs) {
        System.out.printf(
                Locale.ROOT,
                "%nCPU seconds of the generator per 100,000 creates at %,d/s, in turn, each pair on a fresh target:%n"
                        + "%12s %12s %8s%n",
                rate,
                "bare Gatling",
                "timer-bench",
                "ratio");
        pairs.forEach(pair ->
                System.out.printf(Locale.ROOT, "%12.2f %12.2f %8.2f%n", pair.bare(), pair.ours(), pair.ratio()));
        double ratio = median(pairs.stream().map(Pair::ratio).toList());
        System.out.printf(
                Locale.ROOT, "median ratio: %.2f (of %d); at most %.2f may be%n%n", ratio, pairs.size(), most);
        return ratio;
    }

    /** The feeders live with the simulations, beside which the harness knows nothing of them but the name. */
    private static int feeders(double cpuSeconds) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1G",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FEEDERS,
                        String.format(Locale.ROOT, "%.2f", cpuSeconds))
                .inheritIO()
                .start()
                .waitFor();
    }
}

package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import timerbench.harness.load.SimulationCheck;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;

/**
 * CPU seconds of the generator per 100,000 creates, on one target.
 *
 * @param bare of Gatling alone, which sends the same requests
 * @param ours of timer-bench
 */
public record CostPair(double bare, double ours) {
    private static final int RAMP_SECONDS = 10;
    private static final String BARE = "simulations.bare.BareCreation";
    private static final String OURS = "simulations.TimerCreationSimulation";

    /** Room for the timers of both loads: otherwise the target's garbage collection would be measured. */
    private static final String SERVICE_JVM = "-Xms64m -Xmx2g -XX:+UseSerialGC";

    /** The load: creates a second, and seconds. */
    public record Load(int rate, int warmUpSeconds, int holdSeconds) {}

    /**
     * Measures one pair on a fresh target: timers that a target holds already must not slow those that follow.
     *
     * @param bareFirst whether the bare simulation is the first; neither should always be
     * @param progress receives where each of the two runs is, every so often
     */
    public static CostPair measure(
            Settings settings, Load load, boolean bareFirst, Duration period, Consumer<String> progress)
            throws IOException, InterruptedException {
        Runs runs = new Runs(period, progress);
        try (Target target = target(settings)) {
            double first = bareFirst ? bare(target, load, runs) : ours(target, load, Map.of(), runs);
            double second = bareFirst ? ours(target, load, Map.of(), runs) : bare(target, load, runs);
            return bareFirst ? new CostPair(first, second) : new CostPair(second, first);
        }
    }

    /** Starts a target that has room for the timers. */
    static Target target(Settings settings) throws IOException, InterruptedException {
        Settings roomy = settings.with(Map.of(Settings.key("embedded.jvmArgs"), SERVICE_JVM));
        Map<String, String> service = Settings.byKey(Map.of("service.port", "0", "service.database", "memory"));
        return Target.serve(roomy, Dialect.load("groups"), service, Optional.empty(), 1);
    }

    /**
     * Where runs report to.
     *
     * @param period how often
     */
    record Runs(Duration period, Consumer<String> progress) {
        int run(String simulation, String name, Path results, Map<String, String> properties)
                throws IOException, InterruptedException {
            return GatlingProcess.run(
                    simulation, results, properties, period, line -> progress.accept(name + " · " + line));
        }
    }

    private static double bare(Target target, Load load, Runs runs) throws IOException, InterruptedException {
        Path result = Files.createTempFile("timer-bench-bare", "");
        Path results = Files.createTempDirectory("timer-bench-bare");
        try {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("bare.target", target.urls().get(0));
            properties.put("bare.rate", Integer.toString(load.rate()));
            properties.put("bare.warmUp", Integer.toString(load.warmUpSeconds()));
            properties.put("bare.ramp", Integer.toString(RAMP_SECONDS));
            properties.put("bare.hold", Integer.toString(load.holdSeconds()));
            properties.put("bare.result", result.toString());
            int exit = runs.run(BARE, "bare Gatling", results, properties);
            if (exit != 0) {
                throw new TargetException("the bare simulation failed: " + GatlingProcess.failure(results, exit));
            }
            double seconds = Double.parseDouble(Files.readString(result));
            deleteAll(results);
            return seconds;
        } finally {
            Files.delete(result);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /**
     * Runs timer-bench, and returns its CPU seconds per 100,000 creates.
     *
     * @param more further settings, by full names
     */
    static double ours(Target target, Load load, Map<String, String> more, Runs runs)
            throws IOException, InterruptedException {
        Path results = Files.createTempDirectory(Files.createDirectories(Path.of("results")), "cost-");
        Map<String, String> settings = settings(target.urls().get(0), load);
        settings.putAll(more);
        int exit = runs.run(OURS, "timer-bench", results, settings);
        Optional<Run> left = GatlingProcess.left(results).filter(run -> exit == 0);
        if (left.isEmpty()) {
            throw new TargetException("the simulation failed: " + GatlingProcess.failure(results, exit));
        }
        Trial trial = left.get().trials().get(0);
        return trial.value(Metric.CPU_SECONDS_PER_THOUSAND, MetricScope.process(MetricScope.GENERATOR))
                        .orElseThrow()
                * 100;
    }

    /**
     * Checks the settings of timer-bench's own run, and starts nothing.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    public static void check(Settings settings, Load load) {
        SimulationCheck.check(OURS, settings.with(settings("http://127.0.0.1:1", load)));
    }

    private static Map<String, String> settings(String target, Load load) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("profile", "smoke");
        settings.put("target", target);
        settings.put("creation.warmUp", load.warmUpSeconds() + "s");
        settings.put("creation.ramp", RAMP_SECONDS + "s");
        settings.put("creation.hold", load.holdSeconds() + "s");
        settings.put("creation.startRate", Integer.toString(load.rate() / 10));
        settings.put("creation.targetRate", Integer.toString(load.rate()));
        return new LinkedHashMap<>(Settings.byKey(settings));
    }

    /** Returns how many times the CPU of the bare simulation timer-bench needs. */
    public double ratio() {
        return ours / bare;
    }
}

package timerbench.harness.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import timerbench.harness.load.SimulationCheck;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;
import timerbench.harness.targets.TargetException;
import timerbench.settings.Settings;

/**
 * The result of one run at one rate.
 *
 * @param asked creates a second
 * @param bare rows a second that the bare driver wrote just before
 */
public record CapacityStep(int asked, double bare, Run run) {
    public static final String HEAD = String.format(
            Locale.ROOT, "%8s %8s %7s %9s %11s %7s", "asked/s", "got/s", "p95 ms", "errors %", "service MB", "bare/s");

    private static final String SIMULATION = "simulations.TimerCreationSimulation";
    private static final double LEAST_THROUGHPUT = 0.98;
    private static final MetricScope CREATE = MetricScope.operation("create");

    /**
     * Runs the creation of timers at a rate, on a fresh target, in a JVM of its own. A threshold that was crossed or
     * a service that died is a result, as long as the run left its file.
     *
     * @param database the word for it
     * @param progress receives where the run is, every so often
     * @throws TargetException if the run left no file
     */
    public static Run load(CostPair.Load load, String database, Duration period, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path results =
                Files.createTempDirectory(Files.createDirectories(Path.of("results")), "capacity-" + load.rate() + "-");
        int exit = GatlingProcess.run(SIMULATION, results, settings(load, database), period, progress);
        Optional<Run> left = GatlingProcess.left(results);
        if (left.isEmpty()) {
            throw new TargetException(
                    "the run at " + load.rate() + "/s left no results: " + GatlingProcess.failure(results, exit));
        }
        return left.get();
    }

    /**
     * Checks the settings of such a run, and starts nothing.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    public static void check(CostPair.Load load, String database, Settings settings) {
        SimulationCheck.check(SIMULATION, settings.with(settings(load, database)));
    }

    private static Map<String, String> settings(CostPair.Load load, String database) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("profile", "smoke");
        settings.put("target", "embedded");
        settings.put("database", database);
        settings.put("creation.warmUp", load.warmUpSeconds() + "s");
        settings.put("creation.ramp", load.warmUpSeconds() + "s");
        settings.put("creation.hold", load.holdSeconds() + "s");
        settings.put("creation.targetRate", Integer.toString(load.rate()));
        return Settings.byKey(settings);
    }

    /** Returns whether the run went to its end without an error, within the p95, at 98 % of the rate or more. */
    public boolean holds(int mostP95Millis) {
        return trial().outcome().isComplete()
                && trial().value(Metric.ERROR_RATE, CREATE).orElse(1.0) == 0
                && p95Millis().filter(millis -> millis <= mostP95Millis).isPresent()
                && trial().value(Metric.THROUGHPUT, CREATE).orElse(0.0) >= LEAST_THROUGHPUT * asked;
    }

    private Trial trial() {
        return run.trials().get(0);
    }

    private Optional<Long> p95Millis() {
        return trial().distribution(Metric.RESPONSE_TIME, CREATE)
                .map(times -> times.percentiles().get(Percentile.P95));
    }

    /** Returns the step as a line under {@link #HEAD}, with whether the rate holds or why the run ended early. */
    public String line(int mostP95Millis) {
        MetricScope service = MetricScope.process(MetricScope.SERVICE);
        return String.format(
                Locale.ROOT,
                "%8d %8s %7s %9s %11s %7.0f  %s",
                asked,
                text("%.0f", trial().value(Metric.THROUGHPUT, CREATE)),
                p95Millis().map(millis -> Long.toString(millis)).orElse("-"),
                text("%.2f", trial().value(Metric.ERROR_RATE, CREATE).map(share -> share * 100)),
                text("%.1f", trial().value(Metric.MEMORY, service)),
                bare,
                holds(mostP95Millis) ? "meets the limits" : "misses the limits" + cutShort());
    }

    private String cutShort() {
        return trial().outcome().cutShortBy().map(reason -> ": " + reason).orElse("");
    }

    /** Returns the figures of the step as fields of JSON; those that were not measured have none. */
    public Map<String, Object> fields(int mostP95Millis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("asked", asked);
        trial().value(Metric.THROUGHPUT, CREATE).ifPresent(got -> fields.put("got", got));
        p95Millis().ifPresent(millis -> fields.put("p95Millis", millis));
        trial().value(Metric.ERROR_RATE, CREATE).ifPresent(rate -> fields.put("errorRate", rate));
        fields.put("bareDriver", bare);
        fields.put("holds", holds(mostP95Millis));
        trial().outcome().cutShortBy().ifPresent(reason -> fields.put("cutShortBy", reason));
        return fields;
    }

    private static String text(String format, Optional<Double> value) {
        return value.map(each -> String.format(Locale.ROOT, format, each)).orElse("-");
    }
}

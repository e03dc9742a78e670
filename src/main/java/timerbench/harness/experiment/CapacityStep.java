package timerbench.harness.experiment;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/**
 * What one run at one rate came to.
 *
 * @param asked creates a second
 * @param bare rows a second that the bare driver wrote just before
 */
public record CapacityStep(int asked, double bare, Run run) {
    public static final String HEAD = String.format(
            Locale.ROOT, "%8s %8s %7s %9s %11s %7s", "asked/s", "got/s", "p95 ms", "errors %", "service MB", "bare/s");

    private static final double LEAST_THROUGHPUT = 0.98;
    private static final MetricScope CREATE = MetricScope.operation("create");

    /** Returns whether the run went to its end without an error, within the p95, at 98 % of the rate or more. */
    public boolean holds(int mostP95Millis) {
        return trial().outcome().isComplete()
                && value(Metric.ERROR_RATE, CREATE).orElse(1) == 0
                && p95Millis().filter(millis -> millis <= mostP95Millis).isPresent()
                && value(Metric.THROUGHPUT, CREATE).orElse(0) >= LEAST_THROUGHPUT * asked;
    }

    private Trial trial() {
        return run.trials().get(0);
    }

    private Optional<Measured> measured(String metric, MetricScope subject) {
        return trial().metric(metric, subject).map(Metric::measured);
    }

    private OptionalDouble value(String metric, MetricScope subject) {
        return measured(metric, subject).stream()
                .mapToDouble(measured -> ((Measured.Value) measured).value())
                .findFirst();
    }

    private Optional<Long> p95Millis() {
        return measured(Metric.RESPONSE_TIME, CREATE)
                .map(times -> ((Distribution) times).percentiles().get(Percentile.P95));
    }

    /** Returns it as a line under {@link #HEAD}, with what the verdict is or why the run ended early. */
    public String line(int mostP95Millis) {
        OptionalDouble errors = value(Metric.ERROR_RATE, CREATE);
        OptionalDouble share = errors.isPresent() ? OptionalDouble.of(errors.getAsDouble() * 100) : errors;
        return String.format(
                Locale.ROOT,
                "%8d %8s %7s %9s %11s %7.0f  %s",
                asked,
                text("%.0f", value(Metric.THROUGHPUT, CREATE)),
                p95Millis().map(millis -> Long.toString(millis)).orElse("-"),
                text("%.2f", share),
                text("%.1f", value(Metric.MEMORY, MetricScope.process(MetricScope.SERVICE))),
                bare,
                holds(mostP95Millis) ? "holds" : "does not hold" + cutShort());
    }

    private String cutShort() {
        return trial().outcome().cutShortBy().map(reason -> ": " + reason).orElse("");
    }

    private static String text(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }
}

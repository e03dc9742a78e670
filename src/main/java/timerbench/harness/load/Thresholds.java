package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * What the requests of a run must keep to.
 *
 * @param errorRate share of requests that may fail, 0 to 1
 */
public record Thresholds(Duration p95, Duration p99, double errorRate) {
    private static final double PERCENT = 100;

    public Thresholds {
        requireShare("errorRate", errorRate);
    }

    /**
     * Returns if it is a share, 0 to 1.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1, was " + share);
        }
    }

    /**
     * Returns those limits as Gatling's assertions that it knows exactly: not the percentiles, which it estimates. Those are
     * judged by {@link #of} alone.
     */
    public List<Assertion> assertions(String... requests) {
        return Arrays.stream(requests)
                .map(request -> details(request).failedRequests().percent().lte(errorRate * PERCENT))
                .toList();
    }

    /** Returns all limits with what the trial got, by its exact figures. */
    public List<Threshold> of(Trial trial, String... requests) {
        return Arrays.stream(requests)
                .flatMap(request -> Stream.of(
                        percentile(trial, request, Percentile.P95, p95),
                        percentile(trial, request, Percentile.P99, p99),
                        errors(trial, request, errorRate)))
                .toList();
    }

    /** Returns the limit of requests of this name that may fail, a share, with what the trial got. */
    public static Threshold errors(Trial trial, String request, double most) {
        Optional<Double> got = trial.value(Metric.ERROR_RATE, MetricScope.operation(request));
        return Threshold.atMost(request + ": errors, %", Unit.ONE, most * PERCENT, got.map(share -> share * PERCENT));
    }

    private static Threshold percentile(Trial trial, String request, Percentile percentile, Duration most) {
        Optional<Double> got = trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(request))
                .map(times -> times.percentiles().get(percentile))
                .map(Long::doubleValue);
        return Threshold.atMost(request + ": p" + percentile.label(), Unit.MILLISECONDS, (double) most.toMillis(), got);
    }
}

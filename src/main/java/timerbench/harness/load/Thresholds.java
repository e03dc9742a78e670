package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * The limits of the requests of a run.
 *
 * @param errorRate the share of requests that may fail, 0 to 1
 */
public record Thresholds(Duration p95, Duration p99, double errorRate) {
    private static final double PERCENT = 100;

    public Thresholds {
        requireShare("errorRate", errorRate);
    }

    /**
     * Checks that a value is a share, 0 to 1.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1, was " + share);
        }
    }

    /**
     * Returns the limits that Gatling measures exactly, as its assertions. It estimates percentiles, so {@link #of}
     * alone judges those.
     */
    public List<Assertion> assertions(String... requests) {
        return Arrays.stream(requests)
                .map(request -> details(request).failedRequests().percent().lte(errorRate * PERCENT))
                .toList();
    }

    /** Returns all limits with the exact figures of the trial. */
    public List<Threshold> of(Trial trial, String... requests) {
        return Arrays.stream(requests)
                .flatMap(request -> Stream.of(
                        percentile(trial, request, Percentile.P95, p95),
                        percentile(trial, request, Percentile.P99, p99),
                        errors(trial, request, errorRate)))
                .toList();
    }

    /** Returns the limit on the share of requests of this name that may fail, with the share of the trial. */
    public static Threshold errors(Trial trial, String request, double most) {
        Optional<Double> got = trial.value(Metric.ERROR_RATE, MetricScope.operation(request));
        return Threshold.atMost(
                MetricName.of(Metric.ERROR_RATE, MetricScope.operation(request)),
                Unit.PERCENT,
                most * PERCENT,
                got.map(share -> share * PERCENT));
    }

    private static Threshold percentile(Trial trial, String request, Percentile percentile, Duration most) {
        Optional<Double> got = trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(request))
                .map(times -> times.percentiles().get(percentile))
                .map(Long::doubleValue);
        return Threshold.atMost(
                MetricName.of(Metric.RESPONSE_TIME + "P" + percentile.label(), MetricScope.operation(request)),
                Unit.MILLISECONDS,
                (double) most.toMillis(),
                got);
    }

    /**
     * The limits of the requests of an open load.
     *
     * @param errorRate the share of requests that may fail, 0 to 1
     * @param throughput the share of the rate asked for that the hold must reach, 0 to 1
     */
    public record OfRate(Duration p95, Duration p99, double errorRate, double throughput) {
        public OfRate {
            requireShare("errorRate", errorRate);
            requireShare("throughput", throughput);
        }

        private Thresholds ofRequests() {
            return new Thresholds(p95, p99, errorRate);
        }

        /** Returns the limits of one request name that Gatling measures exactly, as its assertions. */
        public List<Assertion> assertions(String request) {
            return ofRequests().assertions(request);
        }

        /**
         * Returns the limits with the figures of the trial. Throughput is that of the hold; Gatling can only divide
         * by the whole length of a run, its drain included.
         */
        List<Threshold> of(Trial trial, String request) {
            MetricScope operation = MetricScope.operation(request);
            Stream<Threshold> asked = trial.value(Metric.THROUGHPUT_ASKED, operation).stream()
                    .map(rate -> Threshold.atLeast(
                                    MetricName.of(Metric.THROUGHPUT, operation),
                                    Unit.PER_SECOND,
                                    throughput * rate,
                                    trial.value(Metric.THROUGHPUT, operation))
                            .required());
            return Stream.concat(asked, ofRequests().of(trial, request).stream())
                    .toList();
        }
    }
}

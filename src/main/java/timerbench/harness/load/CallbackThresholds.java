package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * The limits of the callbacks of a run.
 *
 * @param lateness of first callbacks
 * @param lost the most callbacks of that kind; the other counts likewise
 */
public record CallbackThresholds(
        Lateness lateness,
        long lost,
        long duplicate,
        long early,
        long afterDelete,
        long afterUpdate,
        long unknown,
        long payloadChanged,
        long wrongAttempt,
        long malformed) {

    public record Lateness(Duration p50, Duration p95, Duration p99, Duration max) {
        Lateness later(Duration by) {
            return new Lateness(p50.plus(by), p95.plus(by), p99.plus(by), max.plus(by));
        }
    }

    private static final double MICROS = 1e3;

    public CallbackThresholds {
        for (long limit : new long[] {
            lost, duplicate, early, afterDelete, afterUpdate, unknown, payloadChanged, wrongAttempt, malformed
        }) {
            if (limit < 0) {
                throw new IllegalArgumentException("a limit must be 0 or more, was " + limit);
            }
        }
    }

    /** Returns the same limits, but for lateness, which may be larger by this. */
    CallbackThresholds later(Duration by) {
        return new CallbackThresholds(
                lateness.later(by),
                lost,
                duplicate,
                early,
                afterDelete,
                afterUpdate,
                unknown,
                payloadChanged,
                wrongAttempt,
                malformed);
    }

    /**
     * Returns the limits that Gatling measures exactly, in whole milliseconds, as its assertions: not the
     * percentiles.
     */
    public List<Assertion> assertions() {
        return List.of(
                details(Callbacks.REQUEST).responseTime().max().lte(millis(lateness.max)),
                details(Callbacks.REQUEST)
                        .failedRequests()
                        .count()
                        .lte(limits().values().stream()
                                .mapToLong(limit -> limit)
                                .sum()));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    private Map<CallbackOutcome, Long> limits() {
        return Map.of(
                CallbackOutcome.LOST, lost,
                CallbackOutcome.DUPLICATE, duplicate,
                CallbackOutcome.EARLY, early,
                CallbackOutcome.AFTER_DELETE, afterDelete,
                CallbackOutcome.AFTER_UPDATE, afterUpdate,
                CallbackOutcome.UNKNOWN, unknown,
                CallbackOutcome.PAYLOAD_CHANGED, payloadChanged,
                CallbackOutcome.WRONG_ATTEMPT, wrongAttempt,
                CallbackOutcome.MALFORMED, malformed);
    }

    /** Returns the limits with the exact figures of the trial, by kind; Gatling counts failed callbacks only. */
    List<Threshold> of(Trial trial) {
        List<Threshold> thresholds = new ArrayList<>();
        Optional<Distribution> micros = trial.distribution(Metric.LATENESS, MetricScope.trial());
        Map.of(Percentile.P50, lateness.p50, Percentile.P95, lateness.p95, Percentile.P99, lateness.p99)
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(limit -> lateness(
                        "P" + limit.getKey().label(),
                        limit.getValue(),
                        micros.map(known -> known.percentiles().get(limit.getKey()))))
                .forEach(thresholds::add);
        thresholds.add(lateness("Max", lateness.max, micros.map(Distribution::max)));
        limits().entrySet().stream()
                .filter(limit -> !isUnknown(limit.getKey(), trial))
                .sorted(Map.Entry.comparingByKey())
                .map(limit -> Threshold.atMost(
                        MetricName.of(limit.getKey()),
                        Unit.ONE,
                        limit.getValue(),
                        trial.value(limit.getKey().metric(), MetricScope.trial())))
                .forEach(thresholds::add);
        return thresholds;
    }

    /** Callbacks of a dialect may not show an outcome; then the trial has no such figure, and a note of it. */
    private static boolean isUnknown(CallbackOutcome outcome, Trial trial) {
        return outcome.isOptional()
                && trial.value(outcome.metric(), MetricScope.trial()).isEmpty();
    }

    private static Threshold lateness(String statistic, Duration most, Optional<Long> micros) {
        return Threshold.atMost(
                MetricName.of(Metric.LATENESS + statistic),
                Unit.MILLISECONDS,
                (double) most.toMillis(),
                micros.map(got -> got / MICROS));
    }
}

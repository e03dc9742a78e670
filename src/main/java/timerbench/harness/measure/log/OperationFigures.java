package timerbench.harness.measure.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Require;

/**
 * What one pass over the log found about one operation.
 *
 * @param operation the name of its request in Gatling, whatever group it was sent in
 * @param count all its requests
 * @param failed those of them that failed
 * @param throughput successes within the hold, per second; absent if there was no hold
 * @param responseTime milliseconds; absent if one of them came out below zero (see {@link RequestFigures#errors()})
 */
public record OperationFigures(
        String operation, long count, long failed, Optional<Double> throughput, Optional<Distribution> responseTime) {

    public OperationFigures {
        Require.present(operation, "operation");
        Require.that(count > 0, "%s: count must be positive, was %d", operation, count);
        Require.that(failed >= 0 && failed <= count, "%s: %d of %d requests failed", operation, failed, count);
    }

    /** Returns the share of requests that failed: 0 to 1. */
    public double errorRate() {
        return (double) failed / count;
    }

    /** Returns these figures in the long form, without those that are absent. */
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        throughput.ifPresent(perSecond -> metrics.add(Metric.throughput(operation, perSecond)));
        responseTime.ifPresent(millis -> metrics.add(Metric.responseTime(operation, millis)));
        metrics.add(Metric.errorRate(operation, errorRate()));
        return List.copyOf(metrics);
    }
}

package timerbench.harness.load;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * What the requests of an open load must keep to.
 *
 * @param errorRate share of requests that may fail, 0 to 1
 * @param throughput share of the rate asked for that must be got during the hold, 0 to 1
 */
public record RateThresholds(Duration p95, Duration p99, double errorRate, double throughput) {
    public RateThresholds {
        Thresholds.requireShare("errorRate", errorRate);
        Thresholds.requireShare("throughput", throughput);
    }

    /** Returns those limits for one request name as Gatling's assertions that it knows exactly. */
    public List<Assertion> assertions(String request) {
        return new Thresholds(p95, p99, errorRate).assertions(request);
    }

    /**
     * Returns the limits with what the trial got. Throughput is that of the hold; Gatling can only divide by a run's whole length,
     * its drain included.
     */
    List<Threshold> of(Trial trial, String request) {
        MetricScope operation = MetricScope.operation(request);
        List<Threshold> thresholds = new ArrayList<>();
        trial.value(Metric.THROUGHPUT_ASKED, operation)
                .map(asked -> Threshold.atLeast(
                                request + ": throughput",
                                Unit.PER_SECOND,
                                throughput * asked,
                                trial.value(Metric.THROUGHPUT, operation))
                        .required())
                .ifPresent(thresholds::add);
        thresholds.addAll(new Thresholds(p95, p99, errorRate).of(trial, request));
        return thresholds;
    }
}

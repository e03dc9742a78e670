package timerbench.harness.gatling;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Subject;
import timerbench.harness.result.Trial;

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

    /** Returns the assertions for one request name. */
    public List<Assertion> assertions(String request) {
        return new Thresholds(p95, p99, errorRate).assertions(request);
    }

    /** Returns what of a trial crosses the throughput; Gatling can only divide by a run's whole length, its drain included. */
    List<String> crossed(String request, Trial trial) {
        Subject operation = Subject.operation(request);
        Optional<Double> got = trial.value(Metric.THROUGHPUT, operation);
        Optional<Double> asked = trial.value(Metric.THROUGHPUT_ASKED, operation);
        double least = throughput * asked.orElse(0.0);
        return got.orElse(0.0) >= least
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%s: %s requests a second succeeded in the hold, at least %.1f of %.1f must",
                        request,
                        got.map(value -> String.format(Locale.ROOT, "%.1f", value))
                                .orElse("no"),
                        least,
                        asked.orElse(0.0)));
    }
}

package timerbench.harness.gatling;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.List;

/**
 * What a run must keep to, as Gatling's assertions.
 *
 * @param errorRate share of requests that may fail, 0 to 1
 * @param throughput share of the rate asked for that must be got, 0 to 1
 */
public record Thresholds(Duration p95, Duration p99, double errorRate, double throughput) {
    public Thresholds {
        requireShare("errorRate", errorRate);
        requireShare("throughput", throughput);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1, was " + share);
        }
    }

    /** Returns the assertions for one request name under this load. */
    public List<Assertion> assertions(String request, LoadPhases phases) {
        return List.of(
                details(request).responseTime().percentile(95.0).lte(Math.toIntExact(p95.toMillis())),
                details(request).responseTime().percentile(99.0).lte(Math.toIntExact(p99.toMillis())),
                details(request).failedRequests().percent().lte(errorRate * 100),
                details(request).requestsPerSec().gte(leastPerSecond(phases)));
    }

    /** Gatling divides by the whole run, the seconds of the warm-up included, though no request of it counts. */
    double leastPerSecond(LoadPhases phases) {
        return throughput * phases.counted() / (phases.total().toMillis() / 1e3);
    }
}

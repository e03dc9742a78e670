package timerbench.harness.gatling;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the requests of a run must keep to.
 *
 * @param errorRate share of requests that may fail, 0 to 1
 */
public record Thresholds(Duration p95, Duration p99, double errorRate) {
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

    /** Returns the assertions for requests of these names. */
    public List<Assertion> assertions(String... requests) {
        return Arrays.stream(requests)
                .flatMap(request -> Stream.of(
                        details(request).responseTime().percentile(95.0).lte(Math.toIntExact(p95.toMillis())),
                        details(request).responseTime().percentile(99.0).lte(Math.toIntExact(p99.toMillis())),
                        details(request).failedRequests().percent().lte(errorRate * 100)))
                .toList();
    }
}

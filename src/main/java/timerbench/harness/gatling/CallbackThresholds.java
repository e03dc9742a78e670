package timerbench.harness.gatling;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import timerbench.harness.callback.CallbackOutcome;
import timerbench.harness.callback.LedgerReport;

/**
 * What the callbacks of a run must keep to.
 *
 * @param lateness of first callbacks, as Gatling's assertions
 * @param lost the most that may be; as all that follow
 */
public record CallbackThresholds(
        Lateness lateness, long lost, long duplicate, long early, long afterDelete, long afterUpdate, long unknown) {

    public record Lateness(Duration p50, Duration p95, Duration p99, Duration max) {}

    public CallbackThresholds {
        for (long limit : new long[] {lost, duplicate, early, afterDelete, afterUpdate, unknown}) {
            if (limit < 0) {
                throw new IllegalArgumentException("a limit must be 0 or more, was " + limit);
            }
        }
    }

    /** Returns the assertions on callbacks, in whole milliseconds, as Gatling logs them. */
    public List<Assertion> assertions() {
        List<Assertion> assertions = new ArrayList<>();
        Map.of(50.0, lateness.p50, 95.0, lateness.p95, 99.0, lateness.p99).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(limit -> assertions.add(details(Callbacks.REQUEST)
                        .responseTime()
                        .percentile(limit.getKey())
                        .lte(millis(limit.getValue()))));
        assertions.add(details(Callbacks.REQUEST).responseTime().max().lte(millis(lateness.max)));
        assertions.add(details(Callbacks.REQUEST)
                .failedRequests()
                .count()
                .lte(limits().values().stream().mapToLong(limit -> limit).sum()));
        return assertions;
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
                CallbackOutcome.UNKNOWN, unknown);
    }

    /** Returns what was crossed, a line each: Gatling can count failed callbacks, but not by what was wrong with them. */
    List<String> crossed(LedgerReport report) {
        return limits().entrySet().stream()
                .filter(limit -> report.count(limit.getKey()) > limit.getValue())
                .sorted(Map.Entry.comparingByKey())
                .map(limit -> "callbacks " + limit.getKey().word() + ": " + report.count(limit.getKey()) + ", at most "
                        + limit.getValue() + " may be")
                .toList();
    }
}

package timerbench.harness.gatling;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import timerbench.harness.callback.CallbackOutcome;
import timerbench.harness.result.Subject;
import timerbench.harness.result.Trial;

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

    /** Returns what of a trial crosses them, a line each: Gatling counts failed callbacks, but not by what was wrong. */
    List<String> crossed(Trial trial) {
        return limits().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(limit -> crossed(limit.getKey(), limit.getValue(), trial))
                .toList();
    }

    private static Stream<String> crossed(CallbackOutcome outcome, long limit, Trial trial) {
        double count = trial.value(outcome.metric(), Subject.trial()).orElse(0.0);
        return count <= limit
                ? Stream.empty()
                : Stream.of(String.format(
                        Locale.ROOT, "callbacks, %s: %.0f, at most %d may be", outcome.word(), count, limit));
    }
}

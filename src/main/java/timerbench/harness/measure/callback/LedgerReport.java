package timerbench.harness.measure.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.run.Better;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Part;
import timerbench.harness.run.Unit;
import timerbench.harness.targets.dialect.CallbackFields;

/**
 * The result of a ledger.
 *
 * @param counts callbacks by outcome, of all timers: a promise that is broken in the warm-up is broken, too
 * @param lateness the lateness of first callbacks that were not early, in microseconds; like all that follows, of the
 *     load that counts only
 * @param early how much earlier than executeAt the early callbacks came, in microseconds
 * @param seconds the seconds in which first callbacks arrived
 * @param violations the number of violations in each second, by outcome; a lost callback belongs to the second in
 *     which it was due, any other to the second in which it arrived
 * @param execution empty if no callback arrived
 * @param examples a few timers for each kind of violation
 * @param groups the groups with the most first callbacks, the largest first; nothing if there is only one group
 * @param hint a sentence about what many of the unknown callbacks have in common
 */
public record LedgerReport(
        Map<CallbackOutcome, Long> counts,
        Optional<Distribution> lateness,
        Optional<Distribution> early,
        List<LatenessSecond> seconds,
        Map<CallbackOutcome, Map<Instant, Long>> violations,
        Optional<Execution> execution,
        Map<CallbackOutcome, List<String>> examples,
        List<Part> groups,
        Optional<String> hint) {
    /**
     * The execution of the timers that count.
     *
     * @param lastDue when the last timer that was executed fell due
     * @param lastArrival when the last callback arrived
     */
    public record Execution(Instant lastDue, Instant lastArrival) {
        /** Returns the time from the last instant due until the last callback. */
        public Duration timeToDrain() {
            return lastArrival.isAfter(lastDue) ? Duration.between(lastDue, lastArrival) : Duration.ZERO;
        }
    }

    /** Collects violations by kind: a few timers as examples, and the number in each second. */
    static final class Violations {
        private static final int EXAMPLES = 3;

        private final Map<CallbackOutcome, List<String>> examples = new EnumMap<>(CallbackOutcome.class);
        private final Map<CallbackOutcome, Map<Instant, Long>> seconds = new EnumMap<>(CallbackOutcome.class);

        synchronized void record(LedgerSegment.Judged judged, String timer) {
            Instant due = Epoch.instant(judged.executeAt());
            List<String> few = examples.computeIfAbsent(judged.outcome(), outcome -> new ArrayList<>());
            if (few.size() < EXAMPLES) {
                few.add(timer + " at " + due);
            }
            Instant at = judged.outcome() == CallbackOutcome.LOST ? due : Epoch.instant(judged.at());
            seconds.computeIfAbsent(judged.outcome(), outcome -> new TreeMap<>())
                    .merge(at.truncatedTo(ChronoUnit.SECONDS), 1L, Long::sum);
        }

        /** Returns {@link LedgerReport#examples()}. */
        synchronized Map<CallbackOutcome, List<String>> examples() {
            Map<CallbackOutcome, List<String>> copy = new EnumMap<>(CallbackOutcome.class);
            examples.forEach((outcome, timers) -> copy.put(outcome, List.copyOf(timers)));
            return copy;
        }

        /** Returns {@link LedgerReport#violations()}. */
        synchronized Map<CallbackOutcome, Map<Instant, Long>> seconds() {
            Map<CallbackOutcome, Map<Instant, Long>> copy = new EnumMap<>(CallbackOutcome.class);
            seconds.forEach((outcome, counts) -> copy.put(outcome, Map.copyOf(counts)));
            return copy;
        }
    }

    public LedgerReport {
        counts = Map.copyOf(counts);
        seconds = List.copyOf(seconds);
        violations = Map.copyOf(violations);
        examples = Map.copyOf(examples);
        groups = List.copyOf(groups);
    }

    public long count(CallbackOutcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** Returns the metrics that callbacks with these fields can show. */
    public List<Metric> metrics(CallbackFields fields) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(of(Metric.LATENESS, Unit.MICROSECONDS, lateness));
        execution.ifPresent(last -> metrics.add(Metric.ofTrial(
                Metric.TIME_TO_DRAIN, Unit.SECONDS, last.timeToDrain().toNanos() / 1e9)));
        early.ifPresent(micros -> metrics.add(of(Metric.EARLINESS, Unit.MICROSECONDS, early)));
        Arrays.stream(CallbackOutcome.values())
                .filter(outcome -> isFoundBy(outcome, fields))
                .map(this::metric)
                .forEach(metrics::add);
        return metrics;
    }

    /** Returns whether callbacks with these fields can show this outcome. */
    public static boolean isFoundBy(CallbackOutcome outcome, CallbackFields fields) {
        return switch (outcome) {
            case PAYLOAD_CHANGED -> fields.payload().isPresent();
            case WRONG_ATTEMPT -> fields.attempt().isPresent();
            default -> true;
        };
    }

    private Metric metric(CallbackOutcome outcome) {
        return new Metric(
                outcome.metric(),
                MetricScope.trial(),
                Unit.ONE,
                outcome == CallbackOutcome.ON_TIME ? Better.HIGHER : Better.LOWER,
                new Measured.Value(count(outcome)));
    }

    private static Metric of(String name, Unit unit, Optional<Distribution> samples) {
        Measured measured = samples.isPresent() ? samples.get() : new Measured.NoSamples();
        return new Metric(name, MetricScope.trial(), unit, Better.LOWER, measured);
    }
}

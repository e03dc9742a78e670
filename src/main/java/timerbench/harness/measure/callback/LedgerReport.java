package timerbench.harness.measure.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
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
 * @param groups the groups that were called back, by name
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
    /** The number of groups that a trial has. */
    private static final int LARGEST_GROUPS = 5;

    /**
     * The execution of the timers that count.
     *
     * @param lastDue when the last timer that was executed fell due
     * @param lastArrival when the last callback arrived
     */
    public record Execution(Instant lastDue, Instant lastArrival) {
        Execution plus(Execution other) {
            return new Execution(later(lastDue, other.lastDue), later(lastArrival, other.lastArrival));
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

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

    /** Returns the groups with the most first callbacks, the largest first; nothing if there is only one group. */
    public List<Part> largestGroups() {
        return largest(groups);
    }

    static List<Part> largest(List<Part> groups) {
        return groups.size() < 2
                ? List.of()
                : groups.stream()
                        .sorted(Comparator.<Part>comparingLong(
                                        part -> -part.fired().orElseThrow())
                                .thenComparing(Part::name))
                        .limit(LARGEST_GROUPS)
                        .toList();
    }

    /** Returns the result of both ledgers together, which have no timer in common. */
    public LedgerReport plus(LedgerReport other) {
        return new LedgerReport(
                sum(counts, other.counts, Long::sum),
                sum(lateness, other.lateness, Distribution::plus),
                sum(early, other.early, Distribution::plus),
                sum(seconds, other.seconds, LatenessSecond::second, LatenessSecond::plus),
                sum(violations, other.violations, (one, two) -> sum(one, two, Long::sum)),
                sum(execution, other.execution, Execution::plus),
                sum(
                        examples,
                        other.examples,
                        (one, two) -> Stream.concat(one.stream(), two.stream())
                                .limit(Violations.EXAMPLES)
                                .toList()),
                sum(groups, other.groups, Part::name, Part::plus),
                hint.or(() -> other.hint));
    }

    private static <V> Optional<V> sum(Optional<V> one, Optional<V> other, BinaryOperator<V> plus) {
        return Stream.of(one, other).flatMap(Optional::stream).reduce(plus);
    }

    private static <K, V> Map<K, V> sum(Map<K, V> one, Map<K, V> other, BinaryOperator<V> plus) {
        Map<K, V> sum = new HashMap<>(one);
        other.forEach((key, value) -> sum.merge(key, value, plus));
        return sum;
    }

    private static <K extends Comparable<K>, V> List<V> sum(
            List<V> one, List<V> other, Function<V, K> key, BinaryOperator<V> plus) {
        Map<K, V> sum = new TreeMap<>();
        Stream.concat(one.stream(), other.stream()).forEach(value -> sum.merge(key.apply(value), value, plus));
        return List.copyOf(sum.values());
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

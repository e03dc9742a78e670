package timerbench.harness.measure.callback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.Better;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;
import timerbench.harness.targets.dialect.CallbackFields;

/**
 * What a ledger came to.
 *
 * @param counts of all timers, those of the warm-up among them: a promise broken there is broken, too
 * @param lateness of first callbacks that were not early, in microseconds; of the load that counts only, as all that follows
 * @param early how early those were that came before executeAt, in microseconds
 * @param seconds those in which first callbacks arrived
 * @param violations how many in which second, by what went wrong: those that came by their arrival, the lost by when they were due
 * @param execution empty if no callback arrived
 * @param examples timers by what went wrong with them, a few of each kind
 * @param hint what many of the unknown callbacks have in common, in a sentence
 */
public record LedgerReport(
        Map<CallbackOutcome, Long> counts,
        Optional<Distribution> lateness,
        Optional<Distribution> early,
        List<LatenessSecond> seconds,
        Map<CallbackOutcome, Map<Instant, Long>> violations,
        Optional<Execution> execution,
        Map<CallbackOutcome, List<String>> examples,
        Optional<String> hint) {
    public LedgerReport {
        counts = Map.copyOf(counts);
        seconds = List.copyOf(seconds);
        violations = Map.copyOf(violations);
        examples = Map.copyOf(examples);
    }

    public long count(CallbackOutcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** Returns the figures in the long form, those left out that callbacks with these fields cannot tell. */
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

    /** Returns whether callbacks that hold these fields show this outcome. */
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

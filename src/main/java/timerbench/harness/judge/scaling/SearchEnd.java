package timerbench.harness.judge.scaling;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Period;
import timerbench.harness.run.Run;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.Trial;

/**
 * The part of a search for the highest rate in which the limit was reached. The whole search also has lower rates and
 * pauses, in which nothing is the limit.
 */
final class SearchEnd {
    private SearchEnd() {}

    /**
     * Returns the trial with one step as its hold: the last one at the lowest rate that missed the limits, or else at
     * the highest that met them. Returns a trial without a search as it is.
     */
    static Trial of(Run run, Trial trial) {
        Optional<Instant> begin = rate(trial, Metric.RATE_BROKEN)
                .or(() -> rate(trial, Metric.RATE_HELD))
                .flatMap(rate -> lastStep(trial, rate));
        Optional<Duration> length =
                Optional.ofNullable(run.profile().settings().get("step")).flatMap(SearchEnd::duration);
        return begin.flatMap(at -> length.map(known -> new Period(at, at.plus(known))))
                .map(step -> new Trial(
                        trial.number(),
                        trial.measured(),
                        Optional.of(step),
                        trial.outcome(),
                        trial.warmUp(),
                        trial.results(),
                        trial.course()))
                .orElse(trial);
    }

    private static Optional<Double> rate(Trial trial, String metric) {
        return trial.value(metric, MetricScope.trial());
    }

    private static Optional<Instant> lastStep(Trial trial, double rate) {
        String name = String.format(Locale.ROOT, "%.0f/s", rate);
        return trial.marks().stream()
                .filter(mark ->
                        mark.kind() == TimelineEvent.Kind.PHASE && mark.text().equals(name))
                .map(TimelineEvent::at)
                .reduce((earlier, later) -> later);
    }

    /** Returns a duration as settings have it, such as {@code 7s}; empty for a unit that ISO 8601 lacks. */
    private static Optional<Duration> duration(Object text) {
        try {
            return Optional.of(Duration.parse("PT" + text.toString().replace(" ", "")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

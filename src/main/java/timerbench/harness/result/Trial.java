package timerbench.harness.result;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One start-to-drain pass.
 *
 * @param number from 1
 * @param measured from the end of the warm-up to the end of the drain
 * @param hold the steady load; absent if the trial was cut short before it began
 * @param generatorSaturated whether the generator was the bottleneck, so that the trial must not be judged by; absent
 *     while that was not determined
 * @param metrics what was measured; what was not is left out
 * @param notes what whoever reads the figures should know, in sentences
 * @param seconds the load second by second; absent if it was cut short before it counted
 * @param databaseLoad what the database says that it did; absent if it was not asked
 */
public record Trial(
        int number,
        Period measured,
        Optional<Period> hold,
        Outcome outcome,
        Optional<Boolean> generatorSaturated,
        WarmUp warmUp,
        List<Metric> metrics,
        List<ErrorCount> errors,
        List<String> notes,
        Optional<Seconds> seconds,
        Optional<DatabaseLoad> databaseLoad) {

    public Trial {
        Check.that(number > 0, "a trial's number counts from 1, was %d", number);
        Check.that(hold.isPresent() || !outcome.isComplete(), "trial %d: complete, but without a hold", number);
        metrics = List.copyOf(metrics);
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
        checkUnique(number, metrics);
    }

    /** A trial without figures yet. */
    public Trial(int number, Period measured, Optional<Period> hold, Outcome outcome, WarmUp warmUp) {
        this(
                number,
                measured,
                hold,
                outcome,
                Optional.empty(),
                warmUp,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns this trial with the metrics and the errors of its log added. */
    public Trial with(RequestFigures figures) {
        return copy(
                generatorSaturated,
                joined(metrics, figures.metrics()),
                joined(errors, figures.errors()),
                notes,
                seconds);
    }

    /** Returns this trial with these metrics added. */
    public Trial with(List<Metric> added) {
        return copy(generatorSaturated, joined(metrics, added), errors, notes, seconds);
    }

    /** Returns this trial with these notes added. */
    public Trial withNotes(List<String> added) {
        return copy(generatorSaturated, metrics, errors, joined(notes, added), seconds);
    }

    /** Returns this trial with its seconds. */
    public Trial with(Seconds known) {
        return copy(generatorSaturated, metrics, errors, notes, Optional.of(known));
    }

    /** Returns this trial with what the database says that it did. */
    public Trial with(DatabaseLoad known) {
        return new Trial(
                number,
                measured,
                hold,
                outcome,
                generatorSaturated,
                warmUp,
                metrics,
                errors,
                notes,
                seconds,
                Optional.of(known));
    }

    /** Returns this trial without its seconds and without what the database says that it did. */
    Trial summary() {
        return new Trial(
                number,
                measured,
                hold,
                outcome,
                generatorSaturated,
                warmUp,
                metrics,
                errors,
                notes,
                Optional.empty(),
                Optional.empty());
    }

    /** Returns this trial with the answer to whether the generator was the bottleneck. */
    public Trial saturated(boolean was) {
        return copy(Optional.of(was), metrics, errors, notes, seconds);
    }

    /** Returns the metric of that name and subject, or nothing if it was not measured. */
    public Optional<Metric> metric(String name, Subject subject) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name) && metric.subject().equals(subject))
                .findFirst();
    }

    /** Returns the single figure of that name and subject, or nothing if it was not measured or is a distribution. */
    public Optional<Double> value(String name, Subject subject) {
        return metric(name, subject)
                .map(Metric::measured)
                .filter(Measured.Value.class::isInstance)
                .map(measured -> ((Measured.Value) measured).value());
    }

    private Trial copy(
            Optional<Boolean> newSaturated,
            List<Metric> newMetrics,
            List<ErrorCount> newErrors,
            List<String> newNotes,
            Optional<Seconds> newSeconds) {
        return new Trial(
                number,
                measured,
                hold,
                outcome,
                newSaturated,
                warmUp,
                newMetrics,
                newErrors,
                newNotes,
                newSeconds,
                databaseLoad);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static void checkUnique(int number, List<Metric> metrics) {
        record Key(String name, Subject subject) {}
        Set<Key> seen = new HashSet<>();
        for (Metric metric : metrics) {
            Check.that(
                    seen.add(new Key(metric.name(), metric.subject())),
                    "trial %d: metric %s of %s occurs twice",
                    number,
                    metric.name(),
                    metric.subject().name().orElse("the trial"));
        }
    }
}

package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
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
 * @param thresholds what it was judged by; empty if it was not
 * @param course what it did over time
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
        List<Threshold> thresholds,
        Course course) {

    public Trial {
        Require.that(number > 0, "a trial's number counts from 1, was %d", number);
        Require.that(hold.isPresent() || !outcome.isComplete(), "trial %d: complete, but without a hold", number);
        metrics = List.copyOf(metrics);
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
        thresholds = List.copyOf(thresholds);
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
                List.of(),
                Course.UNKNOWN);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Trial of(TrialJson json) {
        return json.trial();
    }

    @JsonValue
    TrialJson json() {
        return TrialJson.of(this);
    }

    /** Returns this trial with these errors added. */
    public Trial withErrors(List<ErrorCount> added) {
        return copy(metrics, joined(errors, added), notes);
    }

    /** Returns this trial with these metrics added. */
    public Trial with(List<Metric> added) {
        return copy(joined(metrics, added), errors, notes);
    }

    /** Returns this trial with these notes added. */
    public Trial withNotes(List<String> added) {
        return copy(metrics, errors, joined(notes, added));
    }

    private Trial copy(List<Metric> newMetrics, List<ErrorCount> newErrors, List<String> newNotes) {
        return new Trial(
                number,
                measured,
                hold,
                outcome,
                generatorSaturated,
                warmUp,
                newMetrics,
                newErrors,
                newNotes,
                thresholds,
                course);
    }

    /** Returns this trial with the answer to whether the generator was the bottleneck. */
    public Trial saturated(boolean was) {
        return judged(Optional.of(was), thresholds);
    }

    /** Returns this trial with what it was judged by. */
    public Trial withThresholds(List<Threshold> known) {
        return judged(generatorSaturated, known);
    }

    private Trial judged(Optional<Boolean> newSaturated, List<Threshold> newThresholds) {
        return new Trial(
                number, measured, hold, outcome, newSaturated, warmUp, metrics, errors, notes, newThresholds, course);
    }

    /** Returns this trial with its seconds. */
    public Trial with(Seconds known) {
        return during(course.with(known));
    }

    /** Returns this trial with its figures over time. */
    public Trial with(Timeline known) {
        return during(course.with(known));
    }

    /** Returns this trial with what happened when. */
    public Trial withMarks(List<TimelineEvent> known) {
        return during(course.with(known));
    }

    /** Returns this trial with what the database says that it did. */
    public Trial with(DatabaseLoad known) {
        return during(course.with(known));
    }

    /** Returns this trial without what it did over time. */
    Trial summary() {
        return during(Course.UNKNOWN);
    }

    private Trial during(Course newCourse) {
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
                thresholds,
                newCourse);
    }

    /** Returns the load second by second; empty if it was cut short before it counted. */
    public Optional<Seconds> seconds() {
        return course.seconds();
    }

    /** Returns its figures over time; empty as well, and in runs from before these were kept. */
    public Optional<Timeline> timeline() {
        return course.timeline();
    }

    /** Returns what happened when, in the order of time. */
    public List<TimelineEvent> marks() {
        return course.marks();
    }

    /** Returns what the database says that it did; empty if it was not asked. */
    public Optional<DatabaseLoad> databaseLoad() {
        return course.databaseLoad();
    }

    /** Returns whether its figures are the target's: it went through to its end, and the generator was not the bottleneck. */
    public boolean isValid() {
        return outcome.isComplete() && !generatorSaturated.orElse(false);
    }

    /** Returns the metric of that name and subject, or nothing if it was not measured. */
    public Optional<Metric> metric(String name, MetricScope subject) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name) && metric.subject().equals(subject))
                .findFirst();
    }

    /** Returns the single figure of that name and subject, or nothing if it was not measured or is a distribution. */
    public Optional<Double> value(String name, MetricScope subject) {
        return metric(name, subject)
                .map(Metric::measured)
                .filter(Measured.Value.class::isInstance)
                .map(measured -> ((Measured.Value) measured).value());
    }

    /** Returns the samples of the metric of that name and subject, or nothing if there are none or it is a single figure. */
    public Optional<Distribution> distribution(String name, MetricScope subject) {
        return metric(name, subject)
                .map(Metric::measured)
                .filter(Distribution.class::isInstance)
                .map(Distribution.class::cast);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static void checkUnique(int number, List<Metric> metrics) {
        record Key(String name, MetricScope subject) {}
        Set<Key> seen = new HashSet<>();
        for (Metric metric : metrics) {
            Require.that(
                    seen.add(new Key(metric.name(), metric.subject())),
                    "trial %d: metric %s of %s occurs twice",
                    number,
                    metric.name(),
                    metric.subject().name().orElse("the trial"));
        }
    }
}

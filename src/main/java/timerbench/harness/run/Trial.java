package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One pass from start to drain. The load gives the first five; the steps after it add their results, each in a new
 * trial.
 *
 * @param number from 1
 * @param measured from the end of the warm-up to the end of the drain
 * @param hold the steady load; absent if the trial was cut short before it began
 * @param results what was found out about it
 * @param course what it did over time
 */
public record Trial(
        int number,
        Period measured,
        Optional<Period> hold,
        Outcome outcome,
        WarmUp warmUp,
        TrialResults results,
        Course course) {

    public Trial {
        Require.that(number > 0, "a trial's number counts from 1, was %d", number);
        Require.that(hold.isPresent() || !outcome.isComplete(), "trial %d: complete, but without a hold", number);
        checkUnique(number, results.metrics());
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

    /** Creates a trial without results. */
    public Trial(int number, Period measured, Optional<Period> hold, Outcome outcome, WarmUp warmUp) {
        this(number, measured, hold, outcome, warmUp, TrialResults.NONE, Course.UNKNOWN);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Trial of(TrialJson json) {
        return json.trial();
    }

    @JsonValue
    TrialJson json() {
        return TrialJson.of(this);
    }

    private Trial with(TrialResults changed) {
        return new Trial(number, measured, hold, outcome, warmUp, changed, course);
    }

    private Trial with(Course changed) {
        return new Trial(number, measured, hold, outcome, warmUp, results, changed);
    }

    /** Returns this trial with these metrics added. */
    public Trial with(List<Metric> added) {
        return with(results.addMetrics(added));
    }

    /** Returns this trial with these errors added. */
    public Trial withErrors(List<ErrorCount> added) {
        return with(results.addErrors(added));
    }

    /** Returns this trial with these notes added. */
    public Trial withNotes(List<String> added) {
        return with(results.addNotes(added));
    }

    /** Returns this trial with the limits that it was judged by. */
    public Trial withThresholds(List<Threshold> known) {
        return with(results.with(known));
    }

    /** Returns this trial with where the figures of each process come from. */
    public Trial withSources(Map<String, String> known) {
        return with(results.with(known));
    }

    /** Returns this trial with the answer to whether the generator was the bottleneck. */
    public Trial saturated(boolean was) {
        return with(results.saturated(was));
    }

    /** Returns this trial with its load second by second. */
    public Trial with(Seconds known) {
        return with(course.with(known));
    }

    /** Returns this trial with its figures over time. */
    public Trial with(Timeline known) {
        return with(course.with(known));
    }

    /** Returns this trial with its events. */
    public Trial withMarks(List<TimelineEvent> known) {
        return with(course.with(known));
    }

    /** Returns this trial with the load that the database reports. */
    public Trial with(DatabaseLoad known) {
        return with(course.with(known));
    }

    /** Returns this trial with these parts of its timers added. */
    public Trial withParts(List<Part> added) {
        return with(course.withParts(added));
    }

    /** Returns this trial without its course. */
    Trial summary() {
        return with(Course.UNKNOWN);
    }

    public List<Metric> metrics() {
        return results.metrics();
    }

    public List<ErrorCount> errors() {
        return results.errors();
    }

    public List<String> notes() {
        return results.notes();
    }

    public List<Threshold> thresholds() {
        return results.thresholds();
    }

    /** Returns where the figures of each process come from; empty in runs from before that was kept. */
    public Map<String, String> sources() {
        return results.sources();
    }

    public Optional<Boolean> generatorSaturated() {
        return results.generatorSaturated();
    }

    /** Returns the load second by second; empty if the trial was cut short before it counted. */
    public Optional<Seconds> seconds() {
        return course.seconds();
    }

    /** Returns the figures over time; empty as well then, and in runs from before these were kept. */
    public Optional<Timeline> timeline() {
        return course.timeline();
    }

    /** Returns the events in the order of time. */
    public List<TimelineEvent> marks() {
        return course.marks();
    }

    /** Returns the load that the database reports; empty if it was not asked. */
    public Optional<DatabaseLoad> databaseLoad() {
        return course.databaseLoad();
    }

    /** Returns the parts of its timers: shards and instances of the target, and the largest groups. */
    public List<Part> parts() {
        return course.parts();
    }

    /**
     * Returns whether the figures are those of the target: the trial went through to its end, and the generator was
     * not the bottleneck.
     */
    public boolean isValid() {
        return outcome.isComplete() && !generatorSaturated().orElse(false);
    }

    /** Returns the metric with this name and subject; empty if it was not measured. */
    public Optional<Metric> metric(String name, MetricScope subject) {
        return metrics().stream()
                .filter(metric -> metric.name().equals(name) && metric.subject().equals(subject))
                .findFirst();
    }

    /** Returns the single figure with this name and subject; empty if it was not measured or is a distribution. */
    public Optional<Double> value(String name, MetricScope subject) {
        return metric(name, subject)
                .map(Metric::measured)
                .filter(Measured.Value.class::isInstance)
                .map(measured -> ((Measured.Value) measured).value());
    }

    /** Returns the samples of a metric; empty if there are none or it is a single figure. */
    public Optional<Distribution> distribution(String name, MetricScope subject) {
        return metric(name, subject)
                .map(Metric::measured)
                .filter(Distribution.class::isInstance)
                .map(Distribution.class::cast);
    }
}

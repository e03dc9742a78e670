package timerbench.harness.judge.scaling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.run.Run;

/**
 * The runs of a plan that were made, with their results.
 *
 * @param id the name of the folder
 * @param settings that were given for all runs, by their full names
 * @param runs in the order in which they were made
 * @param lines along the first axis, one for each value of the second
 */
public record Sweep(
        String id, SweepPlan plan, Map<String, String> settings, List<SweepRun> runs, List<ScalingLine> lines) {
    /** Names the form of {@code sweep.json}, for which {@code schema/sweep-1.schema.json} is on the class path. */
    public static final String SCHEMA = "timerbench/sweep/1";

    /** Copies settings, runs and lines. */
    public Sweep {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        runs = List.copyOf(runs);
        lines = List.copyOf(lines);
    }

    /** Returns the sweep of these runs. */
    public static Sweep of(String id, SweepPlan plan, Map<String, String> settings, List<SweepRun> runs) {
        List<ScalingLine> lines = plan.seconds().stream()
                .map(second -> ScalingLine.of(plan, second, runs))
                .toList();
        return new Sweep(id, plan, settings, runs, lines);
    }

    /** Returns whether all runs were made, however they ended. */
    public boolean isComplete() {
        return runs.size() == plan.order().size();
    }

    /** Returns the runs whose figures do not count. */
    public List<SweepRun> failures() {
        return runs.stream().filter(run -> run.failure().isPresent()).toList();
    }

    /** Returns the runs that left results, in the order in which they were made. */
    public Stream<Run> left() {
        return runs.stream().flatMap(run -> run.run().stream());
    }

    /** Returns any run, to read from it what is the same for all: machine, profile, load. */
    public Optional<Run> anyRun() {
        return left().findFirst();
    }
}

package timerbench.harness.judge.recover;

import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.recover.RecoverPlan.Cell;
import timerbench.harness.run.Run;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;

/**
 * A run with a fault, and its result.
 *
 * @param run absent if there are no results
 * @param failure why the figures do not count, though some may be there; absent if they count
 */
public record FaultRun(Cell cell, Optional<Run> run, Optional<String> failure) {
    private static final String SATURATED = "the generator was the bottleneck";

    public FaultRun {
        if (run.isEmpty() && failure.isEmpty()) {
            throw new IllegalArgumentException(cell.text() + ": neither a run nor a reason why there is none");
        }
    }

    /** Returns the result of a run with results, which do not count if it was cut short or the generator was slow. */
    public static FaultRun of(Cell cell, Run run) {
        Trial trial = run.trials().get(0);
        Optional<String> saturated =
                trial.generatorSaturated().filter(was -> was).map(was -> SATURATED);
        return new FaultRun(cell, Optional.of(run), trial.outcome().cutShortBy().or(() -> saturated));
    }

    /** Returns the result of a run without figures. */
    public static FaultRun failed(Cell cell, String reason) {
        return new FaultRun(cell, Optional.empty(), Optional.of(reason));
    }

    /** Returns the trial whose figures count. */
    public Optional<Trial> trial() {
        return failure.isPresent()
                ? Optional.empty()
                : run.map(known -> known.trials().get(0));
    }

    /** Returns the figure of the run; empty if it does not count, or the figure was not measured or not reached. */
    public Optional<Double> value(RecoveryMetric metric) {
        return trial().flatMap(metric::of);
    }

    /** Returns whether the run counts and the load was steady again before its end. */
    public boolean isRecovered() {
        return value(RecoveryMetric.TIME_TO_STEADY).isPresent();
    }

    /** Returns the thresholds that the run crossed; none if it does not count. */
    public List<Threshold> crossed() {
        return trial().stream()
                .flatMap(trial -> trial.thresholds().stream())
                .filter(threshold -> threshold.standing() == Threshold.Standing.CROSSED)
                .toList();
    }
}

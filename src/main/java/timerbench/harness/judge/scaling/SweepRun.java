package timerbench.harness.judge.scaling;

import java.util.Optional;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/**
 * A run of a sweep that was made.
 *
 * @param run absent if there are no results
 * @param failure why the figures do not count, though some may be there; absent if they count
 */
public record SweepRun(SweepPlan.Cell cell, Optional<Run> run, Optional<String> failure) {
    /** Requires a run, or a reason why there is none. */
    public SweepRun {
        if (run.isEmpty() && failure.isEmpty()) {
            throw new IllegalArgumentException(cell.folder() + ": neither a run nor a reason why there is none");
        }
    }

    /** Returns the trial whose figures count. */
    public Optional<Trial> trial() {
        return failure.isPresent()
                ? Optional.empty()
                : run.map(known -> known.trials().get(0));
    }
}

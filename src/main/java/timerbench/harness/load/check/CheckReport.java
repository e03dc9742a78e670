package timerbench.harness.load.check;

import java.util.List;
import timerbench.harness.load.check.CheckStep.Verdict;

/** The steps of a check in their order. */
public record CheckReport(List<CheckStep> steps) {
    public CheckReport {
        steps = List.copyOf(steps);
    }

    /** Returns whether no step differs from the dialect. */
    public boolean isAsTheDialectSays() {
        return count(Verdict.WRONG) == 0;
    }

    /** Returns the number of steps with this verdict. */
    public long count(Verdict verdict) {
        return steps.stream().filter(step -> step.verdict() == verdict).count();
    }
}

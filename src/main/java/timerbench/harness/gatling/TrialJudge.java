package timerbench.harness.gatling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Subject;
import timerbench.harness.result.Threshold;
import timerbench.harness.result.Trial;
import timerbench.harness.result.Unit;

/** What a trial must keep to: Gatling's assertions know neither the hold nor the ledger, and estimate percentiles. */
final class TrialJudge {
    private final List<Function<Trial, List<Threshold>>> judges = new ArrayList<>();

    /** @param judge returns limits, with what a trial got */
    void add(Function<Trial, List<Threshold>> judge) {
        judges.add(judge);
    }

    /** Has the trial judged by how many timers a second were executed during the hold. */
    void requireExecutions(double leastPerSecond) {
        add(trial -> List.of(Threshold.atLeast(
                        "executions", Unit.PER_SECOND, leastPerSecond, trial.value(Metric.EXECUTIONS, Subject.trial()))
                .required()));
    }

    /** Returns the trial with what it was judged by; one that was cut short is not judged. */
    Trial judged(Trial trial) {
        return trial.outcome().isComplete()
                ? trial.withThresholds(judges.stream()
                        .flatMap(judge -> judge.apply(trial).stream())
                        .toList())
                : trial;
    }
}

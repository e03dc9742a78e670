package timerbench.harness.gatling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Subject;
import timerbench.harness.result.Trial;

/** What a trial must keep to beside Gatling's assertions, which know neither the hold nor the ledger. */
final class TrialJudge {
    private final List<Function<Trial, List<String>>> judges = new ArrayList<>();

    /** @param judge returns what of a trial is not as it must be, a line each */
    void add(Function<Trial, List<String>> judge) {
        judges.add(judge);
    }

    /** Has the trial judged by how many timers a second were executed during the hold. */
    void requireExecutions(double leastPerSecond) {
        add(trial -> {
            double got = trial.value(Metric.EXECUTIONS, Subject.trial()).orElse(0.0);
            return got >= leastPerSecond
                    ? List.of()
                    : List.of(String.format(
                            Locale.ROOT,
                            "%.1f timers a second were executed, at least %.1f must",
                            got,
                            leastPerSecond));
        });
    }

    /** Returns what is crossed; a trial that was cut short is not judged. */
    List<String> crossed(Trial trial) {
        return trial.outcome().isComplete()
                ? judges.stream().flatMap(judge -> judge.apply(trial).stream()).toList()
                : List.of();
    }
}

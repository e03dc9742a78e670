package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Better;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.Unit;

class TrialJudgeTest {
    private static final Trial TRIAL = Trials.held(Duration.ofSeconds(10));

    private final TrialJudge judge = new TrialJudge();

    private static Threshold limit(String what) {
        return Threshold.atMost(what, Unit.ONE, 1, Optional.of(2.0));
    }

    private List<String> crossed(Trial trial) {
        return Trials.crossed(judge.judged(trial).thresholds());
    }

    @Test
    void withoutAJudgeNothingIsJudged() {
        assertThat(judge.judged(TRIAL)).isEqualTo(TRIAL);
    }

    @Test
    void everyJudgeIsHeardInTurn() {
        judge.add(trial -> List.of(limit("one"), limit("two")));
        judge.add(trial -> List.of());
        judge.add(trial -> List.of(limit("trial " + trial.number())));
        assertThat(judge.judged(TRIAL).thresholds())
                .extracting(Threshold::what)
                .containsExactly("one", "two", "trial 1");
    }

    @Test
    void aTrialThatWasCutShortIsNotJudged() {
        judge.add(trial -> List.of(limit("crossed")));
        judge.requireExecutions(1);
        assertThat(judge.judged(Trials.cutShort()).thresholds()).isEmpty();
    }

    @Test
    void asManyTimersMustBeExecutedAsMustBe() {
        judge.requireExecutions(100);
        assertThat(crossed(TRIAL.with(List.of(Metric.executions(100))))).isEmpty();
        assertThat(crossed(TRIAL.with(List.of(Metric.executions(99.9)))))
                .containsExactly("rate of first callbacks: 99.9/s, at least 100/s");
        assertThat(crossed(TRIAL))
                .as("none was seen")
                .containsExactly("rate of first callbacks: not measured, at least 100/s");
    }

    private static Metric errors(String operation, double share) {
        return new Metric(
                Metric.ERROR_RATE, MetricScope.operation(operation), Unit.ONE, Better.LOWER, new Measured.Value(share));
    }

    @Test
    void anOperationWithoutALimitOfErrorsIsHeldToTheLeastThatAnotherHas() {
        Trial trial = TRIAL.with(List.of(errors("create", 0), errors("update", 0.01), errors("delete", 0.02)));
        judge.add(judged -> List.of(Thresholds.errors(judged, "create", 0.5)));
        judge.allows(0.5);
        judge.allows(0.01);
        assertThat(crossed(trial)).containsExactly("error rate of delete: 2 %, at most 1 %");
        assertThat(judge.judged(trial).thresholds())
                .extracting(Threshold::what)
                .containsExactly("error rate of create", "error rate of update", "error rate of delete");
    }

    @Test
    void whereNoneHasALimitNothingMayFail() {
        assertThat(crossed(TRIAL.with(List.of(errors("create", 0.05), errors("read", 0)))))
                .containsExactly("error rate of create: 5 %, at most 0 %");
    }

    @Test
    void errorsThatSomethingElseJudgesHaveNoLimit() {
        judge.leaveErrorsOf("create");
        assertThat(judge.judged(TRIAL.with(List.of(errors("create", 1)))).thresholds())
                .isEmpty();
    }
}

package timerbench.harness.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.Trials;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Trial;

class TrialJudgeTest {
    private static final Trial TRIAL = Trials.held(Duration.ofSeconds(10));

    private final TrialJudge judge = new TrialJudge();

    @Test
    void withoutAJudgeNothingIsCrossed() {
        assertThat(judge.crossed(TRIAL)).isEmpty();
    }

    @Test
    void everyJudgeIsHeardInTurn() {
        judge.add(trial -> List.of("one", "two"));
        judge.add(trial -> List.of());
        judge.add(trial -> List.of("trial " + trial.number()));
        assertThat(judge.crossed(TRIAL)).containsExactly("one", "two", "trial 1");
    }

    @Test
    void aTrialThatWasCutShortIsNotJudged() {
        judge.add(trial -> List.of("crossed"));
        judge.requireExecutions(1);
        assertThat(judge.crossed(Trials.cutShort())).isEmpty();
    }

    @Test
    void asManyTimersMustBeExecutedAsMustBe() {
        judge.requireExecutions(100);
        assertThat(judge.crossed(TRIAL.with(List.of(Metric.executions(100))))).isEmpty();
        assertThat(judge.crossed(TRIAL.with(List.of(Metric.executions(99.9)))))
                .containsExactly("99.9 timers a second were executed, at least 100.0 must");
        assertThat(judge.crossed(TRIAL))
                .as("none was seen")
                .containsExactly("0.0 timers a second were executed, at least 100.0 must");
    }
}

package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.Unit;
import timerbench.harness.run.WarmUp;

class CallbackThresholdsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static CallbackThresholds thresholds(long lost, long others) {
        CallbackThresholds.Lateness lateness = new CallbackThresholds.Lateness(SECOND, SECOND, SECOND, SECOND);
        return new CallbackThresholds(lateness, lost, others, others, others, others, others, others, others, others);
    }

    private static Trial trial(CallbackOutcome... outcomes) {
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        Period hold = new Period(start, start.plusSeconds(10));
        Trial trial = new Trial(1, hold, Optional.of(hold), Outcome.complete(), new WarmUp(0, 0));
        for (CallbackOutcome outcome : outcomes) {
            trial = trial.with(List.of(Metric.ofTrial(outcome.metric(), Unit.ONE, 3)));
        }
        return trial;
    }

    @Test
    void everyKindThatBreaksAPromiseHasALimit() {
        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            List<String> crossed = Trials.crossed(thresholds(0, 0).of(trial(outcome)));
            if (outcome.isViolation()) {
                assertThat(crossed).containsExactly(MetricName.of(outcome) + ": 3, at most 0");
            } else {
                assertThat(crossed).isEmpty();
            }
        }
    }

    @Test
    void gatlingAssertsCountsAndTheMaximumAndNoPercentileWhichItWouldEstimate() {
        assertThat(thresholds(1, 2).assertions())
                .extracting(each -> each.asScala().toString())
                .containsExactly(
                        "Assertion(Details(List(callback)),Time(ResponseTime,Max),Lte(1000.0))",
                        "Assertion(Details(List(callback)),Count(FailedRequests),Lte(17.0))");
    }

    @Test
    void aLimitMayBeReached() {
        assertThat(Trials.crossed(thresholds(3, 0).of(trial(CallbackOutcome.LOST))))
                .isEmpty();
        assertThat(Trials.crossed(thresholds(2, 0).of(trial(CallbackOutcome.LOST, CallbackOutcome.EARLY))))
                .containsExactly("early callbacks: 3, at most 0", "lost callbacks: 3, at most 2");
    }

    @Test
    void aLimitBelowZeroIsRefused() {
        assertThatThrownBy(() -> thresholds(-1, 0)).hasMessage("a limit must be 0 or more, was -1");
    }
}

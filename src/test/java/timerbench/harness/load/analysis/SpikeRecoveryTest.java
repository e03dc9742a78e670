package timerbench.harness.load.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.load.plan.SpikePlan;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.WarmUp;

class SpikeRecoveryTest {
    private static final Duration P95 = Duration.ofMillis(100);

    /** The spike is from second 6 to 8, the load ends after 20. */
    private static final SpikePlan PLAN = new SpikePlan(
            "create",
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(2),
            Duration.ofSeconds(12),
            20,
            10);

    private final SpikeRecovery recovery = recovery(Duration.ofSeconds(9));

    private final RequestTable requests = new RequestTable(Trials.START);
    private final Analysis.Context context = new Analysis.Context(Trials.START, requests, Map.of(), List.of());

    private static SpikeRecovery recovery(Duration most) {
        return new SpikeRecovery(PLAN, P95, most);
    }

    private static Trial trial(Outcome outcome) {
        Period measured = new Period(Trials.START.plusSeconds(2), Trials.START.plusSeconds(20));
        return new Trial(1, measured, Optional.of(measured), outcome, new WarmUp(0, 0));
    }

    /** Twenty quick answers in each of these seconds. */
    private void calm(int from, int to) {
        for (int second = from; second < to; second++) {
            for (int i = 0; i < 20; i++) {
                requests.add(Trials.ok("create", second * 1_000L + i, 100));
            }
        }
    }

    private Optional<Double> timeToRecover() {
        return recovery.complete(trial(Outcome.complete()), context).value("timeToRecover", MetricScope.trial());
    }

    @Test
    void aTargetThatTheSpikeDoesNotTroubleRecoversAtOnce() {
        calm(2, 20);
        assertThat(timeToRecover()).contains(0.0);
    }

    @Test
    void whatGoesWrongInTheSpikeIsNotHeldAgainstIt() {
        calm(2, 20);
        requests.add(Trials.failed("create", 7_999, 1));
        assertThat(timeToRecover()).contains(0.0);
    }

    @Test
    void itRecoversWhenTheLastSecondThatIsNotCalmIsOver() {
        calm(2, 20);
        requests.add(Trials.failed("create", 8_000, 1));
        assertThat(timeToRecover()).contains(1.0);
        requests.add(Trials.failed("create", 12_500, 1));
        assertThat(timeToRecover()).contains(5.0);
    }

    @Test
    void aSecondInWhichSomethingIsShedIsNotCalm() {
        calm(2, 20);
        requests.add(Trials.ok(Requests.SHED, 10_100, 1));
        assertThat(timeToRecover()).contains(3.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSecondIsCalmIfOneInTwentyAnswersIsSlowButNotIfTwoAre(int slow) {
        calm(2, 10);
        for (int i = 0; i < 20; i++) {
            requests.add(Trials.ok("create", 10_000 + i, i < slow ? 101 : 100));
        }
        calm(11, 20);
        assertThat(timeToRecover()).contains(slow == 1 ? 0.0 : 3.0);
    }

    @Test
    void oneThatIsNotCalmInTheLastSecondHasNotRecovered() {
        calm(2, 20);
        requests.add(Trials.failed("create", 19_500, 1));
        Trial trial = recovery.complete(trial(Outcome.complete()), context);
        assertThat(trial.value("timeToRecover", MetricScope.trial())).isEmpty();
        assertThat(trial.notes()).containsExactly("not recovered from the spike by the end of the load");
    }

    @Test
    void oneThatAnswersNothingAfterTheSpikeHasNotRecovered() {
        calm(2, 8);
        assertThat(timeToRecover()).isEmpty();
    }

    @Test
    void aLoadThatWasCutShortShowsNothing() {
        calm(2, 20);
        Trial trial = trial(Outcome.cutShort("gone"));
        assertThat(recovery.complete(trial, context)).isEqualTo(trial);
    }

    @Test
    void itMayTakeAsLongAsItMayAndNoLonger() {
        calm(2, 20);
        requests.add(Trials.failed("create", 12_500, 1));
        Trial trial = recovery.complete(trial(Outcome.complete()), context);
        assertThat(Trials.crossed(recovery(Duration.ofSeconds(5)).thresholds(trial)))
                .isEmpty();
        assertThat(Trials.crossed(recovery(Duration.ofSeconds(4)).thresholds(trial)))
                .containsExactly("time to recover from the spike: 5 s, at most 4 s");
    }

    @Test
    void oneThatHasNotRecoveredCrossesEveryLimit() {
        Trial trial = recovery.complete(trial(Outcome.complete()), context);
        assertThat(Trials.crossed(recovery(Duration.ofHours(1)).thresholds(trial)))
                .containsExactly("time to recover from the spike: not measured, at most 3,600 s");
    }

    @Test
    void whatIsShedBeforeTheSpikeIsNotForgiven() {
        calm(2, 20);
        requests.add(Trials.ok(Requests.SHED, 5_999, 1));
        requests.add(Trials.ok(Requests.SHED, 6_500, 1));
        Trial trial = recovery.complete(trial(Outcome.complete()), context);
        assertThat(Trials.crossed(recovery(Duration.ofSeconds(9)).thresholds(trial)))
                .containsExactly("shed or failed before the spike: 1, at most 0");
    }
}

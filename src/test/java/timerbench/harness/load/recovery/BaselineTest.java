package timerbench.harness.load.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static boolean isSteady(Scripted load, double from) {
        return Baseline.established(load.observed(), Scripted.RULES, Scripted.RATE, Scripted.micros(from))
                .isPresent();
    }

    @Test
    void aSteadyLoadGivesRateAndPercentiles() {
        Baseline baseline = new Scripted().steadyTo(4).baseline();
        assertThat(baseline.rate()).isEqualTo(100);
        assertThat(baseline.responseP95()).isEqualTo(10_000);
        assertThat(baseline.latenessP95()).isEqualTo(5_000);
        assertThat(baseline.latenessP99()).isEqualTo(5_000);
    }

    @Test
    void limitsAreTheFactorOrTheSlackWhicheverIsMore() {
        Baseline.Limits limits = new Baseline(0, 3, 100, 10_000, 80_000, 300_000).limits(Scripted.RULES);
        assertThat(limits).isEqualTo(new Baseline.Limits(90, 60_000, 160_000, 300_000));
        assertThat(new Scripted().steadyTo(4).baseline().limits(Scripted.RULES).overdue())
                .as("the least lateness of an overdue timer")
                .isEqualTo(200_000);
    }

    @Test
    void aLoadThatIsNotAnsweredYetIsNotSteady() {
        assertThat(isSteady(new Scripted().steadyTo(2.5), 0)).isFalse();
        assertThat(isSteady(new Scripted().steadyTo(4), 0)).isTrue();
    }

    @Test
    void oneSecondThatDiffersIsEnoughNotToBeSteady() {
        assertThat(isSteady(new Scripted().steadyTo(1).failingTo(1.2).steadyTo(5), 0))
                .isFalse();
        assertThat(isSteady(new Scripted().steadyTo(1).failingTo(1.2).steadyTo(5.1), 2))
                .isTrue();
        assertThat(isSteady(new Scripted().steadyTo(1).stoppedTo(1.2).steadyTo(5), 0))
                .isFalse();
    }

    /** The p95 of all seconds together is 150 ms, twice that 300 ms. */
    @Test
    void aSlowSecondDoesNotRaiseTheLimitAboveItself() {
        Scripted load = new Scripted()
                .steadyTo(1)
                .stoppedTo(1.15)
                .steadyTo(1.5)
                .stoppedTo(1.65)
                .steadyTo(5);
        assertThat(isSteady(load, 0)).isFalse();
    }

    @Test
    void aLoadThatStaysBelowTheRateAskedForIsNotSteady() {
        Observed load = new Scripted().steadyTo(4).observed();
        assertThat(Baseline.established(load, Scripted.RULES, 110, 0)).isPresent();
        assertThat(Baseline.established(load, Scripted.RULES, 112, 0)).isEmpty();
    }

    @Test
    void aLoadIsNotSteadyBeyondTheLimitsOfTheBaselineItself() {
        Observed load = new Scripted().steadyTo(4).observed();
        SteadyRules later = Scripted.RULES.later(Duration.ofMillis(1));
        for (long micros : List.of(9_999L, 10_000L)) {
            SteadyRules rules = new SteadyRules(
                    later.dwell(),
                    later.tolerance(),
                    later.factor(),
                    later.slack(),
                    later.overdue(),
                    new SteadyRules.MostOfBaseline(
                            Duration.ofNanos(micros * 1_000), later.p95().lateness()));
            assertThat(Baseline.established(load, rules, Scripted.RATE, 0).isPresent())
                    .isEqualTo(micros == 10_000);
        }
        assertThat(later.p95().lateness()).isEqualTo(Duration.ofMillis(6));
    }

    @Test
    void withoutTimersThereIsNoBaseline() {
        Observed load = new Observed(new Scripted().steadyTo(4).observed().requests(), List.of());
        assertThat(Baseline.established(load, Scripted.RULES, Scripted.RATE, 0)).isEmpty();
    }
}

package timerbench.harness.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Period;

class RecoveryPlanTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final RecoveryPlan plan = new RecoveryPlan("create", shape(20), "kill service");

    private static RecoveryPlan.Shape shape(double rate) {
        return new RecoveryPlan.Shape(seconds(4), rate, seconds(10), seconds(30), seconds(5));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void untilItIsOverItTakesAsLongAsItMay() {
        assertThat(plan.total()).isEqualTo(seconds(44));
        assertThat(plan.isOver()).isFalse();
        assertThat(plan.rateAt(seconds(43))).hasValue(20);
        assertThat(plan.hold(START, START.plusSeconds(20)))
                .isEqualTo(new Period(START.plusSeconds(4), START.plusSeconds(20)));
    }

    @Test
    void whenItIsOverItTookAsLongAsItDid() {
        plan.disturbed(seconds(15));
        plan.over(seconds(27));
        assertThat(plan.total()).isEqualTo(seconds(27));
        assertThat(plan.rateAt(seconds(26))).hasValue(20);
        assertThat(plan.rateAt(seconds(27))).hasValue(0);
        assertThat(plan.hold(START, START.plusSeconds(35)))
                .isEqualTo(new Period(START.plusSeconds(4), START.plusSeconds(27)));
        assertThat(plan.phases(seconds(30)))
                .isEqualTo(Map.of(
                        seconds(0), "warm-up", seconds(4), "before", seconds(15), "recovery", seconds(27), "drain"));
    }

    @Test
    void everyPhaseIsKnownBeforeItComes() {
        assertThat(plan.phaseWords()).containsExactlyInAnyOrder("warm-up", "before", "recovery", "drain");
    }

    @Test
    void theWarmUpRisesToTheRate() {
        assertThat(plan.rateAt(Duration.ZERO)).hasValue(2);
        assertThat(plan.rateAt(seconds(2))).hasValue(11);
        assertThat(plan.rateAt(seconds(4))).hasValue(20);
    }

    @Test
    void requestsThatPileUpNeedConnections() {
        assertThat(plan.connections()).isEqualTo(120);
    }

    @Test
    void howManyRequestsItSendsIsNotKnownBefore() {
        assertThat(plan.requests()).isEmpty();
        assertThat(plan.unknownRequests()).isEqualTo("20 create/s until it is steady again, at most 800");
        assertThat(plan.describe())
                .isEqualTo("warm-up 4 s (not counted), then 20/s until steady (at most 10 s), kill service, and on"
                        + " until steady again (at most 30 s)");
    }

    @Test
    void aRateThatIsNoneIsRefused() {
        assertThatThrownBy(() -> shape(0)).hasMessage("rate must be above 0, was 0.0");
    }
}

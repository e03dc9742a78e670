package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.load.plan.OpenPlan;

class LiveStateTest {
    private static final LoadPlan OPEN =
            OpenPlan.of("create", new LoadPhases(seconds(4), seconds(6), seconds(10), 10, 100));

    private Optional<Duration> since = Optional.empty();
    private final LiveState state = state(OPEN);

    private LiveState state(LoadPlan plan) {
        return new LiveState(plan, () -> since, Map::of, Optional::empty);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void beforeTheFirstRequestALoadAsksForNothing() {
        assertThat(state.phase()).isEqualTo("start");
        assertThat(state.rateAsked()).hasValue(0);
        assertThat(state.timeLeft()).isEqualTo(seconds(20));
        assertThat(state.sendingFor()).isZero();
    }

    @Test
    void meanwhileItIsWhereItsPlanIs() {
        since = Optional.of(seconds(12));

        assertThat(state.phase()).isEqualTo("hold");
        assertThat(state.rateAsked()).hasValue(100);
        assertThat(state.timeLeft()).isEqualTo(seconds(8));
        assertThat(state.sendingFor()).isEqualTo(seconds(12));
    }

    @Test
    void inTheDrainNothingIsSentAnyMore() {
        since = Optional.of(seconds(25));

        assertThat(state.phase()).isEqualTo("drain");
        assertThat(state.rateAsked()).hasValue(0);
        assertThat(state.timeLeft()).isZero();
        assertThat(state.sendingFor()).isEqualTo(seconds(20));
    }

    @Test
    void theEndIsAPhaseOfItsOwn() {
        since = Optional.of(seconds(12));
        state.end();

        assertThat(state.phase()).isEqualTo("end");
        assertThat(state.rateAsked()).hasValue(0);
        assertThat(state.timeLeft()).isZero();
        assertThat(state.phases()).containsExactly("start", "warm-up", "ramp", "hold", "drain", "end");
    }

    @Test
    void aLoadThatAsksForNoRateShowsNone() {
        since = Optional.of(seconds(1));

        assertThat(state(new ClosedPlan(8, seconds(2), seconds(3))).rateAsked()).isEmpty();
    }
}

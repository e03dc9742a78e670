package timerbench.harness.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.run.Period;
import timerbench.harness.run.Trials;

class ClosedPlanTest {
    private static final ClosedPlan PLAN = new ClosedPlan(5, Duration.ofSeconds(4), Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({"0,warm-up", "3999,warm-up", "4000,hold", "13999,hold", "14000,drain"})
    void theHoldFollowsTheWarmUp(long millis, String phase) {
        assertThat(PLAN.phaseAt(Duration.ofMillis(millis))).isEqualTo(phase);
        assertThat(PLAN.total()).isEqualTo(Duration.ofSeconds(14));
        assertThat(PLAN.hold(Trials.START, Trials.START))
                .isEqualTo(new Period(Trials.START.plusSeconds(4), Trials.START.plusSeconds(14)));
    }

    @Test
    void itAsksForNoRate() {
        assertThat(PLAN.asked()).isEmpty();
        assertThat(PLAN.rateAt(Duration.ofSeconds(5))).isEmpty();
        assertThat(PLAN.starts()).isEmpty();
    }

    @Test
    void itIsDescribedInOneLine() {
        assertThat(PLAN.describe()).isEqualTo("warm-up 4 s (not counted), then 5 users without pauses for 10 s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 1 | 1 | there must be at least 1 user, was 0
            1 | 0 | 1 | warmUp must be longer than 0 s, was 0 s
            1 | 1 | 0 | hold must be longer than 0 s, was 0 s
            """)
    void whatCannotBeIsRefused(int users, long warmUp, long hold, String message) {
        assertThatThrownBy(() -> new ClosedPlan(users, Duration.ofSeconds(warmUp), Duration.ofSeconds(hold)))
                .hasMessage(message);
    }

    @Test
    void everyUserHasAConnection() {
        assertThat(PLAN.connections()).isEqualTo(5);
    }
}

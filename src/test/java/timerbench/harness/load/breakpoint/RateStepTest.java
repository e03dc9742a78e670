package timerbench.harness.load.breakpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hundred requests a second, for ten seconds. */
class RateStepTest {
    private static final RateLimits LIMITS = new RateLimits(Duration.ofMillis(100), Duration.ofMillis(200), 0.01);

    private final RateStep step = new RateStep(100, Duration.ofSeconds(10), 30);

    private void answered(int count, long millis, boolean ok) {
        for (int i = 0; i < count; i++) {
            step.answered(millis * 1_000, ok);
        }
    }

    private List<String> broken() {
        return step.broken(LIMITS, 30, 0);
    }

    @Test
    void aRateHoldsIfAllIsAsItMustBe() {
        answered(971, 50, true);
        answered(9, 50, false);
        step.called(150_000);
        assertThat(step.broken(LIMITS, 50, 0)).as("each as bad as it may be").isEmpty();
        assertThat(step.text(broken()))
                .isEqualTo("   100.0/s  p95   50.0 ms  lateness p95  150.0 ms  meets the limits");
    }

    @Test
    void tooFewAnswersBreakIt() {
        answered(979, 50, true);
        assertThat(broken()).containsExactly("only 979 of 1000 requests answered");
    }

    @Test
    void slowAnswersBreakIt() {
        answered(940, 50, true);
        answered(60, 130, true);
        assertThat(broken()).containsExactly("p95 130.0 ms");
    }

    @Test
    void oneSlowAnswerInTwentyDoesNot() {
        answered(951, 50, true);
        answered(49, 130, true);
        assertThat(broken()).isEmpty();
    }

    @Test
    void lateCallbacksBreakIt() {
        answered(1_000, 50, true);
        for (int i = 0; i < 20; i++) {
            step.called(i < 18 ? 1_000 : 260_000);
        }
        assertThat(broken()).containsExactly("lateness p95 260.1 ms");
    }

    @Test
    void failuresBreakIt() {
        answered(989, 50, true);
        answered(11, 50, false);
        assertThat(broken()).containsExactly("11 failed");
    }

    @Test
    void aBacklogThatGrowsBreaksIt() {
        answered(1_000, 50, true);
        assertThat(step.broken(LIMITS, 51, 0)).containsExactly("backlog grew by 21");
        assertThat(step.broken(LIMITS, 0, 0)).as("it may shrink").isEmpty();
    }

    @Test
    void aLostCallbackBreaksIt() {
        answered(1_000, 50, true);
        assertThat(step.broken(LIMITS, 30, 1)).containsExactly("1 lost");
    }

    @Test
    void everyReasonIsTold() {
        answered(10, 500, false);
        step.called(900_000);
        List<String> broken = step.broken(LIMITS, 300, 7);
        assertThat(broken)
                .containsExactly(
                        "only 10 of 1000 requests answered",
                        "p95 500.2 ms",
                        "lateness p95 900.1 ms",
                        "10 failed",
                        "backlog grew by 270",
                        "7 lost");
        assertThat(step.text(broken))
                .startsWith("   100.0/s  p95  500.2 ms  lateness p95  900.1 ms  misses the limits: only 10 of 1000 ")
                .endsWith(", backlog grew by 270, 7 lost");
    }

    @Test
    void theGeneratorIsTheLimitIfItIsLateByItselfByHalfOfWhatMayBe() {
        answered(1_000, 50, true);
        assertThat(step.isLimitedByGenerator(LIMITS)).isFalse();
        for (int i = 0; i < 20; i++) {
            step.lateByItself(49_000);
        }
        assertThat(step.isLimitedByGenerator(LIMITS)).isFalse();
        for (int i = 0; i < 2; i++) {
            step.lateByItself(51_000);
        }
        assertThat(step.isLimitedByGenerator(LIMITS)).isTrue();
    }
}

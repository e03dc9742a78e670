package timerbench.service.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurdenTest {
    private static Duration time(Slowdown slowdown, int batches, int operations) {
        Burden burden = new Burden(slowdown);
        long start = System.nanoTime();
        for (int i = 0; i < batches; i++) {
            burden.bear(operations);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void everyOperationTakesItsCpu() {
        assertThat(time(new Slowdown(Duration.ofMillis(1), Duration.ZERO), 2, 3))
                .isGreaterThanOrEqualTo(Duration.ofMillis(6));
    }

    @Test
    void everyBatchTakesItsDelayHoweverSmall() {
        // Up to half a millisecond may still be owed at the end, and a sleep that was too long may have been the last.
        assertThat(time(new Slowdown(Duration.ZERO, Duration.ofNanos(50_000)), 200, 9))
                .isGreaterThanOrEqualTo(Duration.ofNanos(9_500_000));
    }
}

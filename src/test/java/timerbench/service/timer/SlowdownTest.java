package timerbench.service.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowdownTest {
    @Test
    void everyOperationTakesItsCpuAndEveryBatchItsDelay() {
        Slowdown slowdown = new Slowdown(Duration.ofMillis(1), Duration.ofMillis(2));

        long start = System.nanoTime();
        slowdown.spend(3);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    }

    @Test
    void itIsNoneUntilItIsAskedFor() {
        assertThat(new Slowdown(Duration.ZERO, Duration.ZERO).isNone()).isTrue();
        assertThat(new Slowdown(Duration.ofNanos(1), Duration.ZERO).isNone()).isFalse();
        assertThat(new Slowdown(Duration.ZERO, Duration.ofNanos(1)).isNone()).isFalse();
    }

    @Test
    void nothingBecomesFaster() {
        assertThatThrownBy(() -> new Slowdown(Duration.ofNanos(-1), Duration.ZERO))
                .hasMessageContaining("cpu and delay must not be negative");
        assertThatThrownBy(() -> new Slowdown(Duration.ZERO, Duration.ofNanos(-1)))
                .hasMessageContaining("cpu and delay must not be negative");
    }
}

package timerbench.service.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowdownTest {
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

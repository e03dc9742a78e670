package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;

class ClockReadingTest {
    private static String date(Duration ahead) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now().plus(ahead)) + "\n";
    }

    @Test
    void theDifferenceIsKnownToHalfTheTimeThatTheReadingTook() throws IOException {
        ClockDifference read = ClockReading.of(() -> {
            LockSupport.parkNanos(20_000_000);
            return date(Duration.ofSeconds(-3));
        });
        assertThat(read.ahead().plusSeconds(3).abs()).isLessThanOrEqualTo(read.uncertainty());
        assertThat(read.uncertainty()).isGreaterThanOrEqualTo(Duration.ofMillis(10));
    }

    @Test
    void aDateWithoutNanosecondsIsRefused() {
        assertThatThrownBy(() -> ClockReading.of(() -> "1796085704%N"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("printed \"1796085704%N\"")
                .hasMessageContaining("GNU date");
    }
}

package timerbench.harness.load.injector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;

class PodClockTest {
    private static final Instant BEGIN = Instant.parse("2026-12-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Instant at(long millis) {
        return BEGIN.plusMillis(millis);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void theDifferenceIsWhatAllAnswersAllow() throws IOException {
        PodClock clock = new PodClock();
        clock.add(at(0), at(10), at(105), Duration.ZERO);
        clock.add(at(20), at(40), at(122), Duration.ZERO);
        assertThat(clock.difference("pod"))
                .isEqualTo(new ClockDifference(Duration.ofNanos(98_500_000), Duration.ofNanos(3_500_000)));
    }

    @Test
    void aClockOfWholeSecondsIsKnownFromTheBeginOfASecond() throws IOException {
        PodClock clock = new PodClock();
        // It is 0.3 s ahead.
        clock.add(at(100), at(104), at(0), SECOND);
        clock.add(at(698), at(702), at(1000), SECOND);
        clock.add(at(690), at(694), at(0), SECOND);
        clock.add(at(1200), at(1204), at(1000), SECOND);
        assertThat(clock.difference("pod")).isEqualTo(new ClockDifference(millis(304), millis(6)));
    }

    @Test
    void aClockThatIsSetIsRefused() {
        PodClock clock = new PodClock();
        clock.add(at(0), at(10), at(5), Duration.ZERO);
        clock.add(at(20), at(30), at(60_025), Duration.ZERO);
        assertThatThrownBy(() -> clock.difference("run-0"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run-0: its clock or this one was set");
    }
}

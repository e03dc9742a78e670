package timerbench.harness.load.breakpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.dialect.ServiceFacts;

class StepTimingTest {
    private static final StepTiming TIMING =
            new StepTiming(seconds(10), seconds(3), seconds(7), seconds(2), seconds(30));

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static ServiceFacts facts(Duration pollInterval, Duration retryInterval) {
        return new ServiceFacts(Duration.ZERO, pollInterval, Duration.ofMillis(1), OptionalInt.empty(), retryInterval);
    }

    @Test
    void aServiceThatCallsAtOnceChangesNothing() {
        assertThat(TIMING.suiting(seconds(2), facts(Duration.ZERO, Duration.ZERO)))
                .isEqualTo(TIMING);
    }

    @Test
    void aRateSettlesUntilItsOwnTimersAreCalledBack() {
        assertThat(TIMING.suiting(seconds(7), facts(Duration.ZERO, seconds(5))))
                .isEqualTo(new StepTiming(seconds(10), seconds(8), seconds(7), seconds(7), seconds(35)));
    }

    @Test
    void aStepIsAWholeNumberOfPollIntervals() {
        assertThat(TIMING.suiting(seconds(2), facts(seconds(5), Duration.ZERO)))
                .isEqualTo(new StepTiming(seconds(10), seconds(8), seconds(10), seconds(2), seconds(35)));
        assertThat(TIMING.suiting(seconds(2), facts(seconds(7), Duration.ZERO)).step())
                .isEqualTo(seconds(7));
        assertThat(TIMING.suiting(seconds(2), facts(seconds(10), Duration.ZERO)).step())
                .isEqualTo(seconds(10));
    }
}

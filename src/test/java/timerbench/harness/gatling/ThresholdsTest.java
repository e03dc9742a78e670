package timerbench.harness.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private static Thresholds thresholds(double errorRate, double throughput) {
        return new Thresholds(Duration.ofMillis(100), Duration.ofMillis(250), errorRate, throughput);
    }

    @Test
    void theLeastThroughputIsAShareOfWhatIsAskedForOverTheWholeRun() {
        LoadPhases phases =
                new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(26), 10, 100);
        // 80 % of 550 + 2,600 requests, over 40 s.
        assertThat(thresholds(0.001, 0.8).leastPerSecond(phases)).isEqualTo(63);
    }

    @Test
    void aShareIsOneAtMost() {
        assertThatThrownBy(() -> thresholds(1.5, 0.8)).hasMessage("errorRate must be 0 to 1, was 1.5");
        assertThatThrownBy(() -> thresholds(0, -0.1)).hasMessage("throughput must be 0 to 1, was -0.1");
        assertThatThrownBy(() -> thresholds(Double.NaN, 1)).hasMessage("errorRate must be 0 to 1, was NaN");
    }
}

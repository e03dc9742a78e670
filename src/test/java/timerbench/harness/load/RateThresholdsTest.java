package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Outcome;
import timerbench.harness.run.Period;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.WarmUp;

class RateThresholdsTest {
    private static RateThresholds thresholds(double errorRate, double throughput) {
        return new RateThresholds(Duration.ofMillis(100), Duration.ofMillis(250), errorRate, throughput);
    }

    private static Trial trial(double got) {
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        Period hold = new Period(start, start.plusSeconds(10));
        return new Trial(1, hold, Optional.of(hold), Outcome.complete(), new WarmUp(0, 0))
                .with(List.of(Metric.throughput("create", got), Metric.throughputAsked("create", 100)));
    }

    @Test
    void theLeastThroughputIsAShareOfTheRateAskedForDuringTheHold() {
        assertThat(Trials.crossed(thresholds(0.001, 0.8).of(trial(80), "create")))
                .isEmpty();
        assertThat(Trials.crossed(thresholds(0.001, 0.8).of(trial(79.9), "create")))
                .containsExactly("create: throughput: 79.9/s, at least 80/s");
        assertThat(Trials.crossed(thresholds(0.001, 0.8).of(trial(80), "get")))
                .as("nothing was asked of it")
                .isEmpty();
    }

    @Test
    void aShareIsOneAtMost() {
        assertThatThrownBy(() -> thresholds(1.5, 0.8)).hasMessage("errorRate must be 0 to 1, was 1.5");
        assertThatThrownBy(() -> thresholds(0, -0.1)).hasMessage("throughput must be 0 to 1, was -0.1");
        assertThatThrownBy(() -> thresholds(Double.NaN, 1)).hasMessage("errorRate must be 0 to 1, was NaN");
    }
}

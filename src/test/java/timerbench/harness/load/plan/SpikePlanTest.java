package timerbench.harness.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;
import timerbench.harness.run.Trials;

class SpikePlanTest {
    private static final SpikePlan PLAN = plan(4, 10, 2, 20, 100, 10);

    private static SpikePlan plan(long warmUp, long before, long spike, long after, double rate, double factor) {
        return new SpikePlan(
                "create",
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(before),
                Duration.ofSeconds(spike),
                Duration.ofSeconds(after),
                rate,
                factor);
    }

    @ParameterizedTest
    @CsvSource({
        "0,warm-up,10",
        "2,warm-up,55",
        "4,before,100",
        "13,before,100",
        "14,spike,1000",
        "15,spike,1000",
        "16,after,100",
        "35,after,100",
        "36,drain,0"
    })
    void theRateIsSteadyButForTheSpike(long second, String phase, double rate) {
        Duration since = Duration.ofSeconds(second);
        assertThat(PLAN.phaseAt(since)).isEqualTo(phase);
        assertThat(PLAN.rateAt(since).orElseThrow()).isCloseTo(rate, within(1e-9));
    }

    @Test
    void whatIsAskedForIsTheMeanOverAllThatCounts() {
        // 30 s of 100/s and 2 s of 1000/s
        assertThat(PLAN.asked()).containsExactly(Metric.throughputAsked("create", (3_000 + 2_000) / 32.0));
    }

    @Test
    void theStartsAreThoseOfTheLoadThatCounts() {
        assertThat(PLAN.starts()).containsOnlyKeys("create");
        assertThat(PLAN.starts().get("create").stream()
                        .mapToLong(step -> step.asScala().users()))
                .containsExactly(0L, 1_000L, 2_000L, 2_000L);
        assertThat(Arrays.stream(PLAN.load())
                        .map(step -> step.asScala().duration().toSeconds()))
                .containsExactly(4L, 10L, 2L, 20L);
    }

    @Test
    void theHoldIsAllThatCounts() {
        assertThat(PLAN.total()).isEqualTo(Duration.ofSeconds(36));
        assertThat(PLAN.spikeTo()).isEqualTo(Duration.ofSeconds(16));
        assertThat(PLAN.hold(Trials.START, Trials.START))
                .isEqualTo(new Period(Trials.START.plusSeconds(4), Trials.START.plusSeconds(36)));
    }

    @Test
    void itIsDescribedInOneLine() {
        assertThat(PLAN.describe())
                .isEqualTo("warm-up 4 s (not counted), 100/s for 10 s, a spike of 1000/s for 2 s, 100/s for 20 s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 1 | 1 | 1 | 1 | 2 | warmUp must be longer than 0 s, was 0 s
            1 | 0 | 1 | 1 | 1 | 2 | before must be longer than 0 s, was 0 s
            1 | 1 | 0 | 1 | 1 | 2 | spike must be longer than 0 s, was 0 s
            1 | 1 | 1 | 0 | 1 | 2 | after must be longer than 0 s, was 0 s
            1 | 1 | 1 | 1 | 0 | 2 | rate must be above 0, was 0.0
            1 | 1 | 1 | 1 | 1 | 1 | factor must be above 1, was 1.0
            """)
    void whatIsNoSpikeIsRefused(
            long warmUp, long before, long spike, long after, double rate, double factor, String message) {
        assertThatThrownBy(() -> plan(warmUp, before, spike, after, rate, factor))
                .hasMessage(message);
    }

    @Test
    void theSpikeNeedsAConnectionForEachOfItsRequestsOfASecond() {
        assertThat(PLAN.connections()).isEqualTo(1_000);
    }
}

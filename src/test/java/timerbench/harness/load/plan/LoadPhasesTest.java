package timerbench.harness.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.run.Period;

class LoadPhasesTest {
    private static final LoadPhases PHASES =
            new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 10, 100);

    @ParameterizedTest
    @CsvSource({"0,warm-up,10", "2,warm-up,15", "4,ramp,10", "9,ramp,55", "14,hold,100", "33,hold,100", "34,drain,0"})
    void theRateFollowsThePhases(long second, String phase, double rate) {
        Duration since = Duration.ofSeconds(second);
        assertThat(PHASES.phaseAt(since)).isEqualTo(phase);
        assertThat(PHASES.rateAt(since)).isCloseTo(rate, within(1e-9));
    }

    @Test
    void aWarmUpIsNeverSlowerThanTheStartOfTheRamp() {
        LoadPhases flat =
                new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 90, 100);
        assertThat(flat.warmUpRate()).isEqualTo(90);
        assertThat(flat.rateAt(Duration.ofSeconds(2))).isEqualTo(90);
    }

    @Test
    void theHoldIsTheLastPhase() {
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(PHASES.period(start)).isEqualTo(new Period(start.plusSeconds(14), start.plusSeconds(34)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 1 | 1 | 1 | 1 | warmUp must be longer than 0 s, was 0 s
            1 | 0 | 1 | 1 | 1 | ramp must be longer than 0 s, was 0 s
            1 | 1 | 0 | 1 | 1 | hold must be longer than 0 s, was 0 s
            1 | 1 | 1 | 0 | 1 | startRate must be above 0, was 0.0
            1 | 1 | 1 | 1 | 0 | targetRate must be above 0, was 0.0
            """)
    void aPhaseOrARateOfNothingIsRefused(
            long warmUp, long ramp, long hold, double startRate, double targetRate, String message) {
        assertThatThrownBy(() -> new LoadPhases(
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(ramp),
                        Duration.ofSeconds(hold),
                        startRate,
                        targetRate))
                .hasMessage(message);
    }

    @Test
    void atAnotherRateTheRampStartsInProportion() {
        assertThat(PHASES.at(500))
                .isEqualTo(
                        new LoadPhases(Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), 50, 500));
        assertThatThrownBy(() -> PHASES.at(0)).hasMessage("startRate must be above 0, was 0.0");
    }

    @Test
    void thePhasesAreDescribedInOneLine() {
        assertThat(PHASES.describe()).isEqualTo("warm-up 4 s (not counted), ramp 10 to 100/s in 10 s, hold 20 s");
    }
}

package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import timerbench.harness.stats.ChangePointRates.Noise;

/** Checks what docs/measurements.md reports about trends, which {@code history calibrate} prints. */
class ChangePointRatesTest {
    private static final int VALUES = 50_000;

    private final ChangePointRates rates = new ChangePointRates(new ChangePoints.Rules(50, 0.0005, 0.02), VALUES, 7);

    @ParameterizedTest
    @EnumSource(names = "CORRELATED", mode = EnumSource.Mode.EXCLUDE)
    void noiseIsSeldomCalledAChange(Noise noise) {
        assertThat(rates.falseChangesPerThousand(noise)).isLessThan(0.6);
    }

    @Test
    void moreAreFoundTheLargerTheStepIs() {
        assertThat(rates.found(0.05)).isBetween(0.5, 0.8);
        assertThat(rates.found(0.1)).isGreaterThan(0.95);
        assertThat(rates.found(0)).isLessThan(0.02);
    }

    @Test
    void aTestThatIsLessStrictTellsMore() {
        ChangePointRates lax = new ChangePointRates(new ChangePoints.Rules(50, 0.01, 0.02), VALUES, 7);

        assertThat(lax.falseChangesPerThousand(Noise.NORMAL))
                .isGreaterThan(2 * rates.falseChangesPerThousand(Noise.NORMAL));
    }

    @ParameterizedTest
    @EnumSource
    void noiseHasAMeanOf0AndADeviationOf1(Noise noise) {
        Random random = new Random(3);
        double last = 0;
        double sum = 0;
        double squares = 0;
        int count = 1_000_000;
        for (int i = 0; i < count; i++) {
            last = noise.next(random, last);
            sum += last;
            squares += last * last;
        }
        assertThat(sum / count).isCloseTo(0, within(0.01));
        // The sample's deviation of a t with three degrees of freedom, whose fourth moment is infinite, goes far
        // astray.
        assertThat(Math.sqrt(squares / count)).isCloseTo(1, within(0.1));
    }

    @Test
    void tooFewValuesAreRefused() {
        assertThatThrownBy(() -> new ChangePointRates(new ChangePoints.Rules(50, 0.0005, 0.02), 499, 7))
                .hasMessage("values must be at least 500, was 499");
    }
}

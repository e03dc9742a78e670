package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    /** By hand: 1, 2 and 3 have the mean 2 and the standard error 1/√3; t of 2 degrees of freedom is 4.303. */
    @Test
    void itIsTheMeanWithStudentsInterval() {
        PairedDifference difference = PairedDifference.of(new double[] {1, 7, 3}, new double[] {0, 5, 0}, 0.95)
                .orElseThrow();
        assertThat(difference.difference()).isEqualTo(2);
        assertThat(difference.pairs()).isEqualTo(3);
        assertThat(difference.interval().orElseThrow().low()).isCloseTo(2 - 4.303 / Math.sqrt(3), within(0.001));
        assertThat(difference.interval().orElseThrow().high()).isCloseTo(2 + 4.303 / Math.sqrt(3), within(0.001));
    }

    @Test
    void withoutSpreadThereIsNoInterval() {
        assertThat(PairedDifference.of(new double[] {0, 5}, new double[] {0, 5}, 0.95)
                        .orElseThrow())
                .isEqualTo(new PairedDifference(0, 2, Optional.empty()));
    }

    @Test
    void whatWasNotMeasuredHasNoDifference() {
        assertThat(PairedDifference.of(new double[] {1, Double.NaN}, new double[] {0, 0}, 0.95))
                .isEmpty();
        assertThat(PairedDifference.of(new double[0], new double[0], 0.95)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> PairedDifference.of(new double[1], new double[2], 0.95));
    }
}

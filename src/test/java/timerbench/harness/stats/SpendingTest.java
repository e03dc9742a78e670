package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendingTest {
    @Test
    void itSpendsNothingBeforeTheFirstLookAndAllByTheLast() {
        Spending spending = new Spending(0.01, 8, 24, 2);
        assertThat(spending.by(7)).isZero();
        assertThat(spending.by(8)).isEqualTo(1 / 256.0);
        assertThat(spending.by(24)).isEqualTo(0.01);
    }

    /** By hand: half of the way is a quarter of what is left with a curve of 2, and half with 1. */
    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 0.25"})
    void theCurveSaysHowLateItSpends(double curve, double share) {
        double first = 1 / 256.0;
        assertThat(new Spending(0.01, 8, 24, curve).by(16)).isCloseTo(first + (0.01 - first) * share, within(1e-12));
    }

    @Test
    void aSingleLookSpendsAllAtOnce() {
        assertThat(new Spending(0.01, 7, 7, 2).by(7)).isEqualTo(0.01);
    }

    /** By hand: 1/64 is above 1 % and 1/128 below; 1/8 is above 10 % and 1/16 below. */
    @Test
    void theLeastNumberIsThatOfWhichOneChoiceOfSignsIsWithinTheLevel() {
        assertThat(Spending.least(0.01)).isEqualTo(7);
        assertThat(Spending.least(0.1)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 6, 24, 1", "0.01, 8, 7, 1", "0.5, 8, 24, 1", "0, 8, 24, 1", "0.01, 8, 24, 0"})
    void whatCanShowNothingIsRefused(double level, int first, int most, double curve) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spending(level, first, most, curve));
    }
}

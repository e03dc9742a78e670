package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactBoundTest {
    private static final Offset<Double> ROUNDING = within(1e-9);

    /** By hand: a share of which none in 22 is seen in 5 % of all cases has (1 − share)²² = 0.05. */
    @Test
    void ofNoneAndOfAllItIsAsByHand() {
        double upper = 1 - Math.pow(0.05, 1 / 22.0);
        assertThat(ExactBound.upper(0, 22, 0.95)).isCloseTo(upper, ROUNDING);
        assertThat(ExactBound.lower(22, 22, 0.95)).isCloseTo(1 - upper, ROUNDING);
        assertThat(ExactBound.lower(0, 22, 0.95)).isZero();
        assertThat(ExactBound.upper(22, 22, 0.95)).isEqualTo(1);
    }

    /** By hand: 1 − (1 − low)² = 0.1, high² … of one in two: high is 1 − low, low = 1 − √0.9. */
    @Test
    void ofOneInTwoItIsAsByHand() {
        assertThat(ExactBound.lower(1, 2, 0.9)).isCloseTo(1 - Math.sqrt(0.9), ROUNDING);
        assertThat(ExactBound.upper(1, 2, 0.9)).isCloseTo(Math.sqrt(0.9), ROUNDING);
    }

    /** What the bounds are made for: at them, as few or as many as were seen come up just as often as is doubted. */
    @ParameterizedTest
    @CsvSource({"1, 22, 0.95", "5, 10, 0.9", "190, 200, 0.99", "17, 1000, 0.95"})
    void atTheBoundsWhatWasSeenIsAsUnlikelyAsIsDoubted(int seen, int cases, double confidence) {
        double upper = ExactBound.upper(seen, cases, confidence);
        assertThat(BinomialDistribution.of(cases, upper).cumulativeProbability(seen))
                .isCloseTo(1 - confidence, ROUNDING);
        double lower = ExactBound.lower(seen, cases, confidence);
        assertThat(BinomialDistribution.of(cases, lower).survivalProbability(seen - 1))
                .isCloseTo(1 - confidence, ROUNDING);
    }

    /** Clopper and Pearson's own kind of example, as tables have it: 2 of 10 at 95 % is 0.0252 … 0.5561. */
    @Test
    void anIntervalHasHalfOfTheDoubtOnEachSide() {
        Interval interval = ExactBound.of(2, 10, 0.95);
        assertThat(interval.low()).isCloseTo(0.0252, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.5561, within(5e-5));
        assertThat(interval.confidence()).isEqualTo(0.95);
        assertThat(ExactBound.of(0, 10, 0.95).high()).isCloseTo(1 - Math.pow(0.025, 0.1), ROUNDING);
    }

    @Test
    void whatIsNoShareAndNoConfidenceIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ExactBound.upper(0, 0, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> ExactBound.lower(-1, 3, 0.95));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactBound.of(4, 3, 0.95))
                .withMessage("wanted 0 … n seen of n cases, were 4 of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactBound.of(1, 3, 95))
                .withMessage("confidence must be between 0 and 1, was 48.0");
    }
}

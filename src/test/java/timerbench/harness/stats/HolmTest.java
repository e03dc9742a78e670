package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolmTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    /** By hand: 4 × 0.005 = 0.02, 3 × 0.01 = 0.03, 2 × 0.03 = 0.06, and 1 × 0.04, which is below 0.06. */
    @Test
    void fourPValuesAreAdjustedAsByHand() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, ROUNDING);
    }

    @Test
    void equalOnesStayEqualAndNoneIsAboveOne() {
        assertThat(Holm.adjusted(new double[] {0.02, 0.02, 0.02}))
                .containsExactly(new double[] {0.06, 0.06, 0.06}, ROUNDING);
        assertThat(Holm.adjusted(new double[] {0.6, 1, 0.5})).containsExactly(1, 1, 1);
    }

    @Test
    void aSingleOneIsItselfAndNoneIsNone() {
        assertThat(Holm.adjusted(new double[] {0.3})).containsExactly(0.3);
        assertThat(Holm.adjusted(new double[] {0})).containsExactly(0);
        assertThat(Holm.adjusted(new double[0])).isEmpty();
    }

    @Test
    void thePValuesAreLeftAsTheyWere() {
        double[] pValues = {0.5, 0.1};
        assertThat(Holm.adjusted(pValues)).containsExactly(0.5, 0.2);
        assertThat(pValues).containsExactly(0.5, 0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.01, 1.01, Double.POSITIVE_INFINITY})
    void whatIsNoPValueIsRefused(double wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjusted(new double[] {0.5, wrong}));
    }

    /** Five independent tests of nothing. 20,000 draws: the error of the share is 0.002. */
    @Test
    void anyOfThemReachesTheLevelByChanceNoMoreOftenThanItSays() {
        Random random = new Random(1979);
        int draws = 20_000;
        long any = IntStream.range(0, draws)
                .filter(draw -> Arrays.stream(Holm.adjusted(random.doubles(5).toArray()))
                        .anyMatch(p -> p <= 0.1))
                .count();
        // 1 − (1 − 0.1 / 5)⁵
        assertThat((double) any / draws).isCloseTo(0.0961, within(0.006)).isLessThan(0.1);
    }
}

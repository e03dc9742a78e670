package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianTest {
    private static Median oneTo(int n) {
        return Median.of(IntStream.rangeClosed(1, n).asDoubleStream().toArray(), 0.95);
    }

    @Test
    void aSingleValueHasNoInterval() {
        assertThat(Median.of(new double[] {7}, 0.95).value()).isEqualTo(7);
        assertThat(Median.of(new double[] {7}, 0.95).interval()).isEmpty();
    }

    /** By hand: 1 − 2 × (1 + n + … of the first k binomial coefficients) / 2ⁿ. */
    @ParameterizedTest
    @CsvSource({
        "2, 1.5, 1, 2, 0.5", //
        "3, 2, 1, 3, 0.75",
        "5, 3, 1, 5, 0.9375",
        "6, 3.5, 1, 6, 0.96875",
        "8, 4.5, 1, 8, 0.9921875",
        "9, 5, 2, 8, 0.9609375",
        "12, 6.5, 3, 10, 0.96142578125"
    })
    void theIntervalIsTheNarrowestThatReaches95PercentOrElseThatOfAllValues(
            int n, double median, double low, double high, double confidence) {
        assertThat(oneTo(n).value()).isEqualTo(median);
        Interval interval = oneTo(n).interval().orElseThrow();
        assertThat(interval.low()).isEqualTo(low);
        assertThat(interval.high()).isEqualTo(high);
        assertThat(interval.confidence()).isCloseTo(confidence, within(1e-12));
    }

    @Test
    void theOrderOfTheValuesDoesNotMatterAndTheyAreLeftInIt() {
        double[] values = {3, 1, 2};
        assertThat(Median.of(values, 0.95).value()).isEqualTo(2);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void noValueAndAValueThatIsNoneAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Median.of(new double[0], 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Median.of(new double[] {1, Double.NaN}, 0.95));
    }

    /** Of a skewed distribution, as throughputs and times have it. 20,000 draws: the error of the share is 0.003. */
    @ParameterizedTest
    @CsvSource({"3", "5", "6", "9", "12"})
    void theIntervalHoldsTheTrueMedianAsOftenAsItSays(int n) {
        Random random = new Random(20_260_131 + n);
        int draws = 20_000;
        double claimed = oneTo(n).interval().orElseThrow().confidence();
        long held = IntStream.range(0, draws)
                .filter(draw -> {
                    double[] values = DoubleStream.generate(() -> Math.exp(random.nextGaussian()))
                            .limit(n)
                            .toArray();
                    return Median.of(values, 0.95).interval().orElseThrow().contains(1);
                })
                .count();
        assertThat((double) held / draws).isCloseTo(claimed, within(0.01));
    }
}

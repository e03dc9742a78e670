package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedRatioTest {
    private static PairedRatio ratio(double[] values, double... reference) {
        return PairedRatio.of(values, reference, 0.95).orElseThrow();
    }

    /** By hand: the logarithms, to base 2, are 0 and 2; their mean is 1, their standard error 1; t(1) is 12.7062. */
    @Test
    void ofTwoPairsItIsAsByHand() {
        PairedRatio ratio = ratio(new double[] {3, 20}, 3, 5);
        assertThat(ratio.ratio()).isCloseTo(2, within(1e-12));
        Interval interval = ratio.interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(Math.pow(2, 1 - 12.7062), within(1e-6));
        assertThat(interval.high()).isCloseTo(Math.pow(2, 1 + 12.7062), within(1.0));
    }

    /** By hand: logarithms to base 2 of 0, 1 and 2; mean 1, standard deviation 1; t(2) is 4.302653. */
    @Test
    void ofThreePairsItIsAsByHand() {
        Interval interval =
                ratio(new double[] {10, 40, 120}, 10, 20, 30).interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(Math.pow(2, 1 - 4.302653 / Math.sqrt(3)), within(1e-6));
        assertThat(interval.high()).isCloseTo(Math.pow(2, 1 + 4.302653 / Math.sqrt(3)), within(1e-5));
        assertThat(interval.confidence()).isEqualTo(0.95);
    }

    @Test
    void whatMakesBothOfAPairSlowCancelsOut() {
        PairedRatio calm = ratio(new double[] {200, 210, 190}, 100, 100, 100);
        PairedRatio stormy = ratio(new double[] {200, 21, 1_900}, 100, 10, 1_000);
        assertThat(stormy.ratio()).isCloseTo(calm.ratio(), within(1e-12));
        assertThat(stormy.interval().orElseThrow().low())
                .isCloseTo(calm.interval().orElseThrow().low(), within(1e-9));
    }

    @Test
    void onePairAndPairsOfOneRatioHaveNoInterval() {
        assertThat(ratio(new double[] {3}, 2).ratio()).isCloseTo(1.5, within(1e-12));
        assertThat(ratio(new double[] {3}, 2).interval()).isEmpty();
        assertThat(ratio(new double[] {0.3, 0.6, 0.7}, 0.1, 0.2, 0.7 / 3).interval())
                .isEmpty();
    }

    @Test
    void anIntervalThatNoDoubleHoldsIsAbsent() {
        assertThat(PairedRatio.of(new double[] {1e300, 1e-300}, new double[] {1, 1}, 0.95)
                        .orElseThrow()
                        .interval())
                .isEmpty();
    }

    @Test
    void nothingAndWhatIsNotAboveZeroHasNoRatio() {
        assertThat(PairedRatio.of(new double[0], new double[0], 0.95)).isEmpty();
        assertThat(PairedRatio.of(new double[] {1, 0}, new double[] {1, 1}, 0.95))
                .isEmpty();
        assertThat(PairedRatio.of(new double[] {1, 1}, new double[] {1, -1}, 0.95))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedRatio.of(new double[] {1}, new double[] {1, 2}, 0.95));
    }

    /**
     * Pairs that share a common factor as large as their own spread. 20,000 draws: the error of the share is 0.0015.
     */
    @ParameterizedTest
    @CsvSource({"2, 0.95", "3, 0.95", "3, 0.75", "10, 0.95"})
    void theIntervalHoldsTheTrueRatioAsOftenAsItSays(int n, double confidence) {
        Random random = new Random(20_260_131 + n);
        int draws = 20_000;
        long held = IntStream.range(0, draws)
                .filter(draw -> {
                    double[] reference = new double[n];
                    double[] values = new double[n];
                    for (int i = 0; i < n; i++) {
                        double common = random.nextGaussian() / 5;
                        reference[i] = 1_000 * Math.exp(common + random.nextGaussian() / 5);
                        values[i] = 1_300 * Math.exp(common + random.nextGaussian() / 5);
                    }
                    return PairedRatio.of(values, reference, confidence)
                            .flatMap(PairedRatio::interval)
                            .orElseThrow()
                            .contains(1.3);
                })
                .count();
        assertThat((double) held / draws).isCloseTo(confidence, within(0.01));
    }
}

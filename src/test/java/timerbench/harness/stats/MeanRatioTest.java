package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeanRatioTest {
    private static final double CONFIDENCE = 0.95;

    @Test
    void itIsThatOfTheGeometricMeans() {
        MeanRatio ratio = MeanRatio.of(new double[] {2, 8}, new double[] {1, 4}, CONFIDENCE)
                .orElseThrow();
        assertThat(ratio.ratio()).isCloseTo(2, within(1e-12));
        // By hand: variances of the logarithms 0.9609 each, error √(0.9609), 2 degrees of freedom, t = 4.302653.
        assertThat(ratio.interval().orElseThrow().low()).isCloseTo(2 * Math.exp(-4.302653 * 0.980258), within(1e-4));
        assertThat(ratio.interval().orElseThrow().high()).isCloseTo(2 * Math.exp(4.302653 * 0.980258), within(1e-1));
    }

    @Test
    void oneValueOrNoSpreadHasNoInterval() {
        assertThat(MeanRatio.of(new double[] {2}, new double[] {1, 4}, CONFIDENCE)
                        .orElseThrow()
                        .interval())
                .isEmpty();
        assertThat(MeanRatio.of(new double[] {2, 2}, new double[] {1, 1}, CONFIDENCE)
                        .orElseThrow())
                .isEqualTo(new MeanRatio(2, Optional.empty()));
    }

    @Test
    void whatHasNoLogarithmHasNoRatio() {
        assertThat(MeanRatio.of(new double[] {0, 1}, new double[] {1}, CONFIDENCE))
                .isEmpty();
        assertThat(MeanRatio.of(new double[] {}, new double[] {1}, CONFIDENCE)).isEmpty();
    }

    @Test
    void theIntervalHoldsTheTruthAsOftenAsItSays() {
        Random random = new Random(1);
        int tries = 4_000;
        long held = IntStream.range(0, tries)
                .filter(i -> {
                    double[] one = lognormal(random, 4, 1.5, 0.1);
                    double[] other = lognormal(random, 6, 1, 0.3);
                    return MeanRatio.of(one, other, CONFIDENCE)
                            .orElseThrow()
                            .interval()
                            .orElseThrow()
                            .contains(1.5);
                })
                .count();
        assertThat((double) held / tries).isBetween(0.935, 0.97);
    }

    private static double[] lognormal(Random random, int count, double middle, double spread) {
        return IntStream.range(0, count)
                .mapToDouble(i -> middle * Math.exp(spread * random.nextGaussian()))
                .toArray();
    }
}

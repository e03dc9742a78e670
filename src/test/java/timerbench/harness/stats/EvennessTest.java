package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvennessTest {
    @Test
    void itsFiguresAreAsComputedByHand() {
        Evenness evenness = of(10, 20, 30);
        assertThat(evenness.total()).isEqualTo(60);
        assertThat(evenness.bins()).isEqualTo(3);
        assertThat(evenness.largestOverMean()).isEqualTo(1.5);
        assertThat(evenness.coefficientOfVariation()).isCloseTo(Math.sqrt(200 / 3.0) / 20, within(1e-12));
        assertThat(evenness.jain()).isCloseTo(3_600.0 / (3 * 1_400), within(1e-12));
        // Chi-square 10 with two degrees of freedom: exp(-10 / 2).
        assertThat(evenness.chiSquareP().orElseThrow()).isCloseTo(Math.exp(-5), within(1e-9));
    }

    @Test
    void equalCountsAreEven() {
        Evenness evenness = of(7, 7, 7, 7);
        assertThat(evenness.largestOverMean()).isEqualTo(1);
        assertThat(evenness.coefficientOfVariation()).isZero();
        assertThat(evenness.jain()).isEqualTo(1);
        assertThat(evenness.chiSquareP()).contains(1.0);
        assertThat(evenness.randomMedian()).isGreaterThan(1);
    }

    @Test
    void oneBinWithAllIsAsUnevenAsCanBe() {
        Evenness evenness = of(0, 1_000, 0, 0);
        assertThat(evenness.largestOverMean()).isEqualTo(4);
        assertThat(evenness.jain()).isCloseTo(0.25, within(1e-12));
        assertThat(evenness.chiSquareP().orElseThrow()).isLessThan(1e-9);
    }

    @Test
    void aSingleBinIsEvenWithoutATest() {
        Evenness evenness = of(12);
        assertThat(evenness.largestOverMean()).isEqualTo(1);
        assertThat(evenness.randomMedian()).isEqualTo(1);
        assertThat(evenness.randomHigh()).isEqualTo(1);
        assertThat(evenness.jain()).isEqualTo(1);
        assertThat(evenness.chiSquareP()).isEmpty();
    }

    @Test
    void nothingHasNoEvennessAndFewHaveNoTest() {
        assertThat(Evenness.of(new long[] {})).isEmpty();
        assertThat(Evenness.of(new long[] {0, 0})).isEmpty();
        assertThat(of(3, 5).chiSquareP()).isEmpty();
        assertThat(of(4, 6).chiSquareP()).isPresent();
    }

    @Test
    void whatIsNoCountIsRefused() {
        assertThatThrownBy(() -> Evenness.of(new long[] {1, -1})).hasMessageContaining("must not be below 0");
        assertThatThrownBy(() -> Evenness.of(new long[] {Integer.MAX_VALUE, 1}))
                .hasMessageContaining("nor sum up to more than 2147483647");
    }

    @ParameterizedTest
    @CsvSource({"2, 100", "2, 100000", "3, 1000", "4, 1000", "16, 50", "16, 10000", "64, 10000", "1000, 20000"})
    void randomPlacingIsAsSimulated(int bins, int balls) {
        long[] counts = new long[bins];
        counts[0] = balls;
        Evenness evenness = Evenness.of(counts).orElseThrow();
        double[] simulated = simulated(bins, balls);
        // In standard deviations of one bin's count, with one ball for counts being whole.
        double mean = (double) balls / bins;
        double tolerance = Math.max(0.15 * Math.sqrt(mean), 1) / mean + 1e-9;
        assertThat(evenness.randomMedian()).isCloseTo(simulated[simulated.length / 2], within(tolerance));
        assertThat(evenness.randomHigh()).isCloseTo(simulated[simulated.length * 95 / 100], within(tolerance));
    }

    /** Returns largest / mean of random placings, ascending. */
    private static double[] simulated(int bins, int balls) {
        Random random = new Random(1);
        double[] ratios = new double[1_000];
        Arrays.setAll(ratios, i -> {
            int[] counts = new int[bins];
            for (int ball = 0; ball < balls; ball++) {
                counts[random.nextInt(bins)]++;
            }
            return Arrays.stream(counts).max().orElseThrow() * (double) bins / balls;
        });
        Arrays.sort(ratios);
        return ratios;
    }

    @Test
    void tenMillionTimersInAThousandShardsTakeNoTime() {
        long[] counts = new long[1_000];
        Arrays.fill(counts, 10_000);
        Evenness evenness = Assertions.assertTimeout(
                Duration.ofSeconds(1), () -> Evenness.of(counts).orElseThrow());
        // The largest of 1,000 normal values is 3.2 standard deviations above the mean, of 1 % each.
        assertThat(evenness.randomMedian()).isCloseTo(1.032, within(0.002));
    }

    private static Evenness of(long... counts) {
        return Evenness.of(counts).orElseThrow();
    }
}

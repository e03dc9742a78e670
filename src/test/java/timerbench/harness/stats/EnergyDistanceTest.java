package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EnergyDistanceTest {
    /** By hand: of 0 0 10 10 the parts {0 0} and {10 10} are 2·10 − 0 − 0 apart, weighed by 2·2/4. */
    @Test
    void theLargestDistanceIsBetweenTheLevels() {
        assertThat(new EnergyDistance(new double[] {0, 0, 10, 10}).bestSplit(0, 4, 1))
                .isEqualTo(2);
        assertThat(new EnergyDistance(new double[] {9, 9, 0, 0, 10, 10, 9}).bestSplit(2, 6, 1))
                .isEqualTo(4);
    }

    @Test
    void aStretchWithoutRoomHasNoSplit() {
        assertThat(new EnergyDistance(new double[] {0, 0, 10}).bestSplit(0, 3, 2))
                .isEqualTo(-1);
    }

    /** Against the definition, summed up anew for each split. */
    @Test
    void sumsThatAreCarriedOnAreThoseOfTheDefinition() {
        for (int seed = 0; seed < 50; seed++) {
            double[] values = new Random(seed).doubles(25).toArray();
            assertThat(new EnergyDistance(values).bestSplit(3, 22, 3)).isEqualTo(byDefinition(values, 3, 22, 3));
        }
    }

    private static int byDefinition(double[] values, int from, int to, int fewest) {
        int best = -1;
        double largest = Double.NEGATIVE_INFINITY;
        for (int split = from + fewest; split <= to - fewest; split++) {
            double m = split - from;
            double n = to - split;
            double energy = 2 * mean(values, from, split, split, to, m * n)
                    - mean(values, from, split, from, split, m * (m - 1))
                    - mean(values, split, to, split, to, n * (n - 1));
            double weighed = energy * m * n / (m + n);
            if (weighed > largest + 1e-12) {
                largest = weighed;
                best = split;
            }
        }
        return best;
    }

    private static double mean(double[] values, int from, int to, int otherFrom, int otherTo, double pairs) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int k = otherFrom; k < otherTo; k++) {
                sum += Math.abs(values[i] - values[k]);
            }
        }
        return sum / pairs;
    }
}

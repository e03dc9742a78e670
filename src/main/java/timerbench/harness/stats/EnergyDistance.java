package timerbench.harness.stats;

import java.util.Arrays;

/**
 * Splits a stretch of a series where its parts differ the most, by the energy distance between them (Székely & Rizzo
 * 2013, J. Stat. Plan. Inference 143, 1249–1272), weighted as in "E-divisive" (Matteson & James 2014, J. Am. Stat.
 * Assoc. 109, 334–345). The distance of two values is their absolute difference.
 */
final class EnergyDistance {
    private final double[] values;

    EnergyDistance(double[] values) {
        this.values = values;
    }

    /**
     * Returns the index where the second part begins, or −1 if the stretch is too short for two parts.
     *
     * @param from the index of the stretch's first value
     * @param to the index after its last value
     * @param fewest the least number of values in each part
     */
    int bestSplit(int from, int to, int fewest) {
        int n = to - from;
        if (n < 2 * fewest) {
            return -1;
        }
        // Sums of |x_i − x_j|: within the first part, within the second (rest), and between them.
        // One value after another moves from the second part to the first.
        double within = 0;
        double between = 0;
        double rest = pairs(from, to);
        int best = -1;
        double largest = Double.NEGATIVE_INFINITY;
        for (int split = from + 1; split <= to - fewest; split++) {
            int moved = split - 1;
            double toFirst = distances(moved, from, moved);
            double toSecond = distances(moved, split, to);
            within += toFirst;
            rest -= toSecond;
            between += toSecond - toFirst;
            double divergence = divergence(between, within, rest, split - from, to - split);
            if (split - from >= fewest && divergence > largest) {
                largest = divergence;
                best = split;
            }
        }
        return best;
    }

    private static double divergence(double between, double within, double rest, int m, int n) {
        double energy = 2 * between / ((double) m * n) - mean(within, m) - mean(rest, n);
        return energy * m * n / (m + n);
    }

    /** Returns the mean over the pairs of {@code count} values; 0 for a single value, which has none. */
    private static double mean(double sum, int count) {
        return count < 2 ? 0 : sum / (count * (count - 1) / 2.0);
    }

    private double pairs(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += distances(i, i + 1, to);
        }
        return sum;
    }

    private double distances(int of, int from, int to) {
        double value = values[of];
        return Arrays.stream(values, from, to)
                .map(other -> Math.abs(other - value))
                .sum();
    }
}

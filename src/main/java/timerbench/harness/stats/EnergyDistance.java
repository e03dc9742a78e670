package timerbench.harness.stats;

import java.util.Arrays;

/**
 * Where a stretch of a series falls into two parts that differ the most, by the energy distance between them (Székely & Rizzo
 * 2013, J. Stat. Plan. Inference 143, 1249–1272), weighed as by Matteson & James (2014, J. Am. Stat. Assoc. 109, 334–345,
 * "E-divisive"), with the absolute difference as the distance of two values.
 */
final class EnergyDistance {
    private final double[] values;

    EnergyDistance(double[] values) {
        this.values = values;
    }

    /**
     * Returns the first place of the second part, or −1 if there is no room for two.
     *
     * @param from the first place of the stretch
     * @param to the place after its last
     * @param fewest how many values each part has at least
     */
    int bestSplit(int from, int to, int fewest) {
        int n = to - from;
        if (n < 2 * fewest) {
            return -1;
        }
        // Sums of |x_i − x_j|: within the first part, within the second, between them; one value after another changes
        // sides.
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

    /** Of the pairs among so many; a single value has none, and differs from itself by nothing. */
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

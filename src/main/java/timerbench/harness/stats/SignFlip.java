package timerbench.harness.stats;

import java.util.Arrays;

/**
 * The exact paired test by flipped signs (Fisher 1935, The Design of Experiments, §21; Ernst 2004, Statistical
 * Science 19(4), 676–685). If both of each pair are alike, each difference could as well have the other sign, and the
 * observed sum is one of 2ⁿ equally likely sums.
 *
 * <p>The test does not assume that differences are normal, independent or identically distributed. Where a coin
 * decided which of a pair came first, the coin alone makes the signs equally likely. The level then holds exactly,
 * whatever drift, jumps or correlation there is between trials, and whatever the second place costs.
 */
public final class SignFlip {
    /** The largest number of differences. Beyond it, tests without enumeration are as good. */
    public static final int MOST = 20;

    /** The difference that rounding may leave between equal sums, as a share of the sum of all magnitudes. */
    private static final double ROUNDING = 1e-12;

    private SignFlip() {}

    /**
     * Returns the one-sided p-value of "the differences are not above 0": the share of the 2ⁿ choices of signs whose
     * sum is at least the observed one. For "not below 0", pass the negated differences.
     *
     * @param differences 1 to {@value #MOST} finite values, such as logarithms of ratios
     */
    public static double pValue(double[] differences) {
        requireCount(differences.length);
        if (!Arrays.stream(differences).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("wanted finite differences, were " + Arrays.toString(differences));
        }
        double magnitudes = Arrays.stream(differences).map(Math::abs).sum();
        // Flipping the signs of a subset lowers the sum by twice the sum of the subset.
        long asLarge = subsetsUpTo(differences, ROUNDING * magnitudes);
        return asLarge * smallestP(differences.length);
    }

    /** Returns the smallest p-value that n differences can have: 2⁻ⁿ, if all are above 0. */
    public static double smallestP(int n) {
        requireCount(n);
        return Math.scalb(1.0, -n);
    }

    /** Returns the largest p-value up to the level that n differences can have; 0 if there is none. */
    public static double attainable(int n, double level) {
        return Math.floor(level / smallestP(n)) * smallestP(n);
    }

    private static void requireCount(int n) {
        if (n < 1 || n > MOST) {
            throw new IllegalArgumentException(
                    "the sign-flip test is for 1 to " + MOST + " differences, were " + n + ": 2ⁿ sums are counted");
        }
    }

    /**
     * Counts the subsets with a sum up to the limit. Each is a subset of either half, so 2 × 2ⁿᐟ² sums stand for 2ⁿ.
     */
    private static long subsetsUpTo(double[] values, double limit) {
        double[] some = subsetSums(Arrays.copyOfRange(values, 0, values.length / 2));
        double[] others = subsetSums(Arrays.copyOfRange(values, values.length / 2, values.length));
        long count = 0;
        int fitting = others.length;
        for (double sum : some) {
            while (fitting > 0 && sum + others[fitting - 1] > limit) {
                fitting--;
            }
            count += fitting;
        }
        return count;
    }

    /** Returns the sums of all subsets, the empty one included, ascending. */
    private static double[] subsetSums(double[] values) {
        double[] sums = {0};
        for (double value : values) {
            sums = merged(sums, value);
        }
        return sums;
    }

    private static double[] merged(double[] sums, double value) {
        double[] merged = new double[2 * sums.length];
        int without = 0;
        int with = 0;
        for (int i = 0; i < merged.length; i++) {
            boolean next = with == sums.length || (without < sums.length && sums[without] <= sums[with] + value);
            merged[i] = next ? sums[without++] : sums[with++] + value;
        }
        return merged;
    }
}

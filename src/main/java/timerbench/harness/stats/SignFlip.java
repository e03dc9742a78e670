package timerbench.harness.stats;

import java.util.Arrays;

/**
 * The exact paired test by signs flipped at random (Fisher 1935, The Design of Experiments, §21; Ernst 2004, Statistical
 * Science 19(4), 676–685): were the two of each pair alike, each difference could as well have had the other sign, and the
 * sum that was seen would be one of 2ⁿ equally likely ones.
 *
 * <p>It takes the differences for neither normal nor independent nor alike. Where a coin decided which of a pair came first,
 * the coin alone makes the signs equally likely: the level holds exactly, whatever drift, jumps or correlation there is from
 * one trial to the next, and whatever being second costs.
 */
public final class SignFlip {
    /** The most differences that are tested: with more, tests that need no enumeration do as well. */
    public static final int MOST = 20;

    /** What rounding leaves between sums that are equal, as a share of the sum of all magnitudes. */
    private static final double ROUNDING = 1e-12;

    private SignFlip() {}

    /**
     * Returns the one-sided p-value of "they are not above 0": the share of the 2ⁿ ways to give the differences a sign whose
     * sum is as large as the one that was seen, or larger. That of "they are not below 0" is that of the negated differences.
     *
     * @param differences 1 to {@value #MOST}, all finite, such as logarithms of ratios
     */
    public static double pValue(double[] differences) {
        requireCount(differences.length);
        if (!Arrays.stream(differences).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("wanted finite differences, were " + Arrays.toString(differences));
        }
        double magnitudes = Arrays.stream(differences).map(Math::abs).sum();
        // To flip the signs of some lowers the sum by twice what these sum to.
        long asLarge = subsetsUpTo(differences, ROUNDING * magnitudes);
        return asLarge * smallestP(differences.length);
    }

    /** Returns the smallest p-value that n differences can have, 2⁻ⁿ: that of differences all above 0. */
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

    /** Counts the subsets that sum to the limit or less, of two halves: 2 × 2ⁿᐟ² sums stand for 2ⁿ. */
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

    /** Returns the sums of all subsets, the empty one among them, ascending. */
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

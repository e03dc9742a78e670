package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The median of repeats, and between which of them the true median lies, whatever they are distributed like.
 *
 * <p>The interval runs from the k-th smallest of n values to the k-th largest. It holds the median of what they are drawn
 * from unless fewer than k of them fall on one side of it, so with a probability of 1 − 2 P(B ≤ k − 1), B being binomial
 * (n, ½) (Thompson 1936, Ann. Math. Statist. 7, 122–128; David & Nagaraja 2003, Order Statistics, 3rd ed., 7.1). The
 * probabilities come in steps: k is the largest that reaches what is wanted. Where none does, as for fewer than six values
 * and 95 %, the interval is that of all values, and says how little it is sure of: 75 % for three.
 *
 * @param repeats how many values
 * @param interval absent for a single value, which tells nothing of how far others would lie
 */
public record Median(double value, int repeats, Optional<Interval> interval) {
    public Median {
        if (repeats < 1 || interval.isPresent() != (repeats > 1)) {
            throw new IllegalArgumentException(
                    "a median is of one value without interval, or of several with one; was of " + repeats);
        }
    }

    /**
     * Returns the median of finite values, at least one.
     *
     * @param wanted the confidence that the interval is to reach: 0.95 for 95 %
     */
    public static Median of(double[] values, double wanted) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a median is of finite values, was of " + Arrays.toString(values));
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double middle = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        return new Median(middle, n, n == 1 ? Optional.empty() : Optional.of(interval(sorted, wanted)));
    }

    private static Interval interval(double[] sorted, double wanted) {
        int n = sorted.length;
        int k = 1;
        while (k < n / 2 && confidence(n, k + 1) >= wanted) {
            k++;
        }
        return new Interval(sorted[k - 1], sorted[n - k], confidence(n, k));
    }

    private static double confidence(int n, int k) {
        return 1 - 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(k - 1);
    }
}

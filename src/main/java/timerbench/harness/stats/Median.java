package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The median of repeats, with a confidence interval that assumes no distribution.
 *
 * <p>The interval runs from the k-th smallest of n values to the k-th largest. It contains the true median unless
 * fewer than k values fall on one side of it, so its confidence is 1 − 2 P(B ≤ k − 1) for a binomial B(n, ½)
 * (Thompson 1936, Ann. Math. Statist. 7, 122–128; David & Nagaraja 2003, Order Statistics, 3rd ed., 7.1). Confidences
 * come in steps: k is the largest that reaches the one that is wanted. Fewer than six values cannot reach 95 %. Then
 * the interval covers all values and states its lower confidence: 75 % for three.
 *
 * @param repeats the number of values
 * @param interval absent for a single value, which does not show how far others would be off
 */
public record Median(double value, int repeats, Optional<Interval> interval) {
    public Median {
        if (repeats < 1 || interval.isPresent() != (repeats > 1)) {
            throw new IllegalArgumentException(
                    "a median is of one value without interval, or of several with one; was of " + repeats);
        }
    }

    /**
     * Returns the median of finite values, at least one, with its interval.
     *
     * @param wanted the confidence that the interval should reach: 0.95 for 95 %
     */
    public static Median of(double[] values, double wanted) {
        double[] sorted = sorted(values);
        int n = sorted.length;
        return new Median(middle(sorted), n, n == 1 ? Optional.empty() : Optional.of(interval(sorted, wanted)));
    }

    /** Returns the median of finite values, at least one, without an interval. */
    public static double of(double[] values) {
        return middle(sorted(values));
    }

    private static double[] sorted(double[] values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a median needs finite values, was of " + Arrays.toString(values));
        }
        return Arrays.stream(values).sorted().toArray();
    }

    private static double middle(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
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

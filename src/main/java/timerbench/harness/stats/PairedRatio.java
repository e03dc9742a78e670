package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times as large as a reference something is, from values that were measured in pairs.
 *
 * <p>The ratio is the geometric mean of the pairs' ratios: their logarithms are averaged, and so is the interval, Student's
 * t with pairs − 1 degrees of freedom, turned back (Bland & Altman 1996, BMJ 312, 1153, "The use of transformation when
 * comparing two means"). It takes ratios for lognormal; what makes both of a pair slow cancels out.
 *
 * @param pairs how many, at least one
 * @param interval absent for a single pair; where all pairs have the same ratio, since their spread, which the interval
 *     comes from, is below what was resolved; and where the spread is so large that no double holds a limit
 */
public record PairedRatio(double ratio, int pairs, Optional<Interval> interval) {
    /** What rounding leaves of the spread of equal ratios. */
    private static final double NO_SPREAD = 1e-12;

    public PairedRatio {
        if (pairs < 1
                || !(ratio > 0)
                || !interval.map(known -> known.contains(ratio)).orElse(true)) {
            throw new IllegalArgumentException("ratio " + ratio + " of " + pairs + " pairs, interval " + interval);
        }
    }

    /**
     * Returns the ratio of values to those of the reference, or nothing if there are none or one is not above 0: such have no
     * logarithm.
     *
     * @param reference as many, each the pair of the value at its place
     * @param confidence how often such an interval holds the true ratio: 0.95 for 95 %
     */
    public static Optional<PairedRatio> of(double[] values, double[] reference, double confidence) {
        if (values.length != reference.length) {
            throw new IllegalArgumentException(values.length + " values cannot pair with " + reference.length);
        }
        if (values.length == 0 || !allPositive(values) || !allPositive(reference)) {
            return Optional.empty();
        }
        double[] logs = IntStream.range(0, values.length)
                .mapToDouble(i -> Math.log(values[i]) - Math.log(reference[i]))
                .toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        return Optional.of(new PairedRatio(Math.exp(mean), logs.length, interval(logs, mean, confidence)));
    }

    private static boolean allPositive(double[] values) {
        return Arrays.stream(values).allMatch(value -> value > 0 && Double.isFinite(value));
    }

    private static Optional<Interval> interval(double[] logs, double mean, double confidence) {
        int n = logs.length;
        if (n == 1 || Arrays.stream(logs).allMatch(log -> Math.abs(log - mean) < NO_SPREAD)) {
            return Optional.empty();
        }
        double squares =
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
        double quantile = TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2);
        double margin = quantile * Math.sqrt(squares / (n - 1) / n);
        double high = Math.exp(mean + margin);
        return Double.isFinite(high)
                ? Optional.of(new Interval(Math.exp(mean - margin), high, confidence))
                : Optional.empty();
    }
}

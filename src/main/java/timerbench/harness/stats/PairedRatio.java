package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ratio of values to those of a reference that were measured in pairs.
 *
 * <p>The ratio is the geometric mean of the pairs' ratios. Its interval is the exponential of Student's t interval
 * for the mean of their logarithms, with pairs − 1 degrees of freedom (Bland & Altman 1996, BMJ 312, 1153, "The use
 * of transformation when comparing two means"). Ratios are assumed to be lognormal. Whatever makes both of a pair
 * slow cancels out.
 *
 * @param pairs the number of pairs, at least one
 * @param interval absent for a single pair; if all pairs have the same ratio, since their spread is below the
 *     resolution of the measurement; and if the spread is so large that no double holds a limit
 */
public record PairedRatio(double ratio, int pairs, Optional<Interval> interval) {
    public PairedRatio {
        if (pairs < 1
                || !(ratio > 0)
                || !interval.map(known -> known.contains(ratio)).orElse(true)) {
            throw new IllegalArgumentException("ratio " + ratio + " of " + pairs + " pairs, interval " + interval);
        }
    }

    /**
     * Returns the ratio of values to those of the reference, or nothing if there are none or one is not above 0 and
     * so has no logarithm.
     *
     * @param reference as many values; those at the same index are a pair
     * @param confidence how often such an interval contains the true ratio: 0.95 for 95 %
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
        return StudentInterval.margin(logs, mean, confidence).flatMap(margin -> interval(mean, margin, confidence));
    }

    private static Optional<Interval> interval(double mean, double margin, double confidence) {
        double high = Math.exp(mean + margin);
        return Double.isFinite(high)
                ? Optional.of(new Interval(Math.exp(mean - margin), high, confidence))
                : Optional.empty();
    }
}

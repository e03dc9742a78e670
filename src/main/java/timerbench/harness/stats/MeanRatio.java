package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The ratio of values to those of a reference that were measured independently.
 *
 * <p>The ratio is that of the geometric means. Its interval is the exponential of an interval for the difference of
 * the means of logarithms, by Welch's t (1947, Biometrika 34, 28–35), which allows each side its own variance.
 *
 * @param interval absent if a side has only one value, or if neither side has any spread
 */
public record MeanRatio(double ratio, Optional<Interval> interval) {

    /**
     * Returns the ratio, or nothing if a side has no values or one that is not above 0 and so has no logarithm.
     *
     * @param confidence how often such an interval contains the true ratio: 0.95 for 95 %
     */
    public static Optional<MeanRatio> of(double[] values, double[] reference, double confidence) {
        if (values.length == 0 || reference.length == 0 || !allPositive(values) || !allPositive(reference)) {
            return Optional.empty();
        }
        Logs one = Logs.of(values);
        Logs other = Logs.of(reference);
        double difference = one.mean() - other.mean();
        return Optional.of(new MeanRatio(Math.exp(difference), interval(one, other, difference, confidence)));
    }

    private static boolean allPositive(double[] values) {
        return Arrays.stream(values).allMatch(value -> value > 0 && Double.isFinite(value));
    }

    private static Optional<Interval> interval(Logs one, Logs other, double difference, double confidence) {
        if (one.count() < 2 || other.count() < 2) {
            return Optional.empty();
        }
        double error = one.error() + other.error();
        if (error == 0) {
            return Optional.empty();
        }
        double freedom = error
                * error
                / (one.error() * one.error() / (one.count() - 1) + other.error() * other.error() / (other.count() - 1));
        double margin = TDistribution.of(freedom).inverseSurvivalProbability((1 - confidence) / 2) * Math.sqrt(error);
        double high = Math.exp(difference + margin);
        return Double.isFinite(high)
                ? Optional.of(new Interval(Math.exp(difference - margin), high, confidence))
                : Optional.empty();
    }

    /** @param error the squared standard error of the mean; 0 of a single value */
    private record Logs(int count, double mean, double error) {
        static Logs of(double[] values) {
            double[] logs = Arrays.stream(values).map(Math::log).toArray();
            double mean = Arrays.stream(logs).average().orElseThrow();
            double squares =
                    Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
            int n = logs.length;
            return new Logs(n, mean, n < 2 ? 0 : squares / (n - 1) / n);
        }
    }
}

package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many times as large as a reference something is, from values that were measured apart from each other.
 *
 * <p>The ratio is that of the geometric means, and its interval that of the difference of the means of logarithms, turned back, by
 * Welch's t (1947, Biometrika 34, 28–35), which lets both spread differently.
 *
 * @param interval absent where a side has but one value, or where neither spreads
 */
public record MeanRatio(double ratio, Optional<Interval> interval) {

    /**
     * Returns the ratio, or nothing if there are no values or one is not above 0: such have no logarithm.
     *
     * @param confidence how often such an interval holds the true ratio: 0.95 for 95 %
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

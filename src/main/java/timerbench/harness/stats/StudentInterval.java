package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t interval for the mean of values that were measured independently. */
final class StudentInterval {
    /** The spread of equal values that rounding may leave. */
    private static final double NO_SPREAD = 1e-12;

    private StudentInterval() {}

    /**
     * Returns how far the true mean may be from the mean of the values, with n − 1 degrees of freedom; empty for a
     * single value, and for values without spread, since that is below the resolution of the measurement.
     */
    static Optional<Double> margin(double[] values, double mean, double confidence) {
        int n = values.length;
        if (n == 1 || Arrays.stream(values).allMatch(value -> Math.abs(value - mean) < NO_SPREAD)) {
            return Optional.empty();
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double quantile = TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2);
        return Optional.of(quantile * Math.sqrt(squares / (n - 1) / n));
    }
}

package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/** The mean of values, with Student's interval. */
public final class MeanInterval {
    private MeanInterval() {}

    /**
     * Returns the mean of the values, or nothing if there are none.
     *
     * @param confidence how often such an interval contains the true mean: 0.95 for 95 %
     */
    public static Optional<Estimate> of(double[] values, double confidence) {
        int n = values.length;
        if (n == 0) {
            return Optional.empty();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        if (n == 1 || squares == 0) {
            return Optional.of(new Estimate(mean, Optional.empty()));
        }
        double margin = TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2)
                * Math.sqrt(squares / (n - 1) / n);
        return Optional.of(new Estimate(mean, Optional.of(new Interval(mean - margin, mean + margin, confidence))));
    }
}

package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The straight line through points (x, y) by least squares, with confidence intervals.
 *
 * @param slope in units of y per unit of x
 * @param intercept y at x = 0
 * @param values the number of points
 */
public record LinearFit(Estimate slope, Estimate intercept, int values) {

    /**
     * Returns the line, or nothing if all x are equal, or there are fewer than three points.
     *
     * @param x finite; values may repeat
     * @param y as many, finite
     * @param confidence how often such an interval contains the true value: 0.95 for 95 %
     */
    public static Optional<LinearFit> of(double[] x, double[] y, double confidence) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x cannot pair with " + y.length + " y");
        }
        if (x.length < 3 || Arrays.stream(x).distinct().count() < 2) {
            return Optional.empty();
        }
        int n = x.length;
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double squaresX = 0;
        double products = 0;
        for (int i = 0; i < n; i++) {
            squaresX += (x[i] - meanX) * (x[i] - meanX);
            products += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = products / squaresX;
        double intercept = meanY - slope * meanX;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double r = y[i] - intercept - slope * x[i];
            squares += r * r;
        }
        double t = TDistribution.of(n - 2).inverseSurvivalProbability((1 - confidence) / 2);
        double error = Math.sqrt(squares / (n - 2));
        double margin = t * error / Math.sqrt(squaresX);
        double marginIntercept = t * error * Math.sqrt(1.0 / n + meanX * meanX / squaresX);
        return Optional.of(new LinearFit(
                new Estimate(slope, Optional.of(new Interval(slope - margin, slope + margin, confidence))),
                new Estimate(
                        intercept,
                        Optional.of(
                                new Interval(intercept - marginIntercept, intercept + marginIntercept, confidence))),
                n));
    }
}

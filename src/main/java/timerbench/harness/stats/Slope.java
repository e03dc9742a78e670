package timerbench.harness.stats;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The linear trend of a metric over time, with its confidence interval.
 *
 * <p>The trend is a least-squares fit to the means of consecutive windows. Neighbouring windows are correlated, so n
 * windows count as n × (1 − r1) / (1 + r1) independent ones, where r1 is the autocorrelation of the residuals at lag
 * 1. That number enters the standard error and the degrees of freedom of Student's t (Santer et al. 2000, J. Geophys.
 * Res. 105, 7337–7356, "AdjSE + AdjDF").
 *
 * @param perHour the trend, in the metric's unit per hour
 * @param lowPerHour the lower limit of its confidence interval
 * @param highPerHour the upper limit
 * @param mean the mean of all windows
 * @param windows the number of windows, at least {@value #FEWEST}
 * @param effectiveWindows the number of independent windows that they count as; {@value #FEWEST_EFFECTIVE} … windows
 * @param span the time that the windows cover together
 */
public record Slope(
        double perHour,
        double lowPerHour,
        double highPerHour,
        double mean,
        int windows,
        double effectiveWindows,
        Duration span) {
    /** The fewest windows for a trend. With fewer, the autocorrelation is a guess from a handful of pairs. */
    public static final int FEWEST = 8;

    /**
     * The fewest independent windows to count as. The formula divides by their number less two, and gives less than
     * two for noise that hardly changes between windows. Three leave one degree of freedom and the widest interval
     * that is still of use: 12.7 standard errors to either side at 95 %.
     */
    static final int FEWEST_EFFECTIVE = 3;

    private static final double NANOS_PER_HOUR = Duration.ofHours(1).toNanos();

    public Slope {
        if (!(lowPerHour <= perHour && perHour <= highPerHour)) {
            throw new IllegalArgumentException(
                    "slope " + perHour + " is not within its interval " + lowPerHour + " … " + highPerHour);
        }
        if (windows < FEWEST || !(effectiveWindows >= FEWEST_EFFECTIVE && effectiveWindows <= windows)) {
            throw new IllegalArgumentException(
                    windows + " windows cannot have a slope and count as " + effectiveWindows + " independent ones");
        }
        requirePositive("span", span);
    }

    /**
     * Returns the trend of window means, or nothing if there are fewer than {@value #FEWEST}, if one is not finite,
     * or if they are so large that their squares are not finite.
     *
     * @param values the mean of each window, in the order of time
     * @param window the time from the start of a window to the start of the next
     * @param confidence how often such an interval contains the true trend: 0.95 for 95 %
     */
    public static Optional<Slope> of(double[] values, Duration window, double confidence) {
        requirePositive("window", window);
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be between 0 and 1, was " + confidence);
        }
        if (values.length < FEWEST || !Arrays.stream(values).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        Duration span = window.multipliedBy(values.length);
        if (Arrays.stream(values).allMatch(value -> value == values[0])) {
            // Rounding would leave residuals, and with them a slope.
            return Optional.of(new Slope(0, 0, 0, values[0], values.length, values.length, span));
        }
        return fitted(values, span, confidence);
    }

    private static Optional<Slope> fitted(double[] values, Duration span, double confidence) {
        int n = values.length;
        Line line = Line.through(values);
        double[] residuals = line.residuals(values);
        double squares = squares(residuals);
        if (!Double.isFinite(squares)) {
            return Optional.empty();
        }
        double effective = effective(residuals, squares);
        double quantile = TDistribution.of(effective - 2).inverseSurvivalProbability((1 - confidence) / 2);
        double error = Math.sqrt(squares / (effective - 2) / line.squares());
        double windowsPerHour = n / hours(span);
        double perHour = line.slope() * windowsPerHour;
        double margin = quantile * error * windowsPerHour;
        return Optional.of(new Slope(perHour, perHour - margin, perHour + margin, line.mean(), n, effective, span));
    }

    /**
     * Returns at most the number of windows: alternating residuals would promise more certainty than windows give.
     */
    private static double effective(double[] residuals, double squares) {
        int n = residuals.length;
        if (squares == 0) {
            return n;
        }
        double products = 0;
        for (int i = 1; i < n; i++) {
            products += residuals[i - 1] * residuals[i];
        }
        double r1 = products / squares;
        return Math.min(n, Math.max(FEWEST_EFFECTIVE, n * (1 - r1) / (1 + r1)));
    }

    private static double squares(double[] residuals) {
        return Arrays.stream(residuals).map(residual -> residual * residual).sum();
    }

    private static double hours(Duration duration) {
        return duration.toNanos() / NANOS_PER_HOUR;
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than 0 s, was " + duration);
        }
    }

    /**
     * Returns the growth of the metric over the whole span as a share of its mean: 0.1 is a rise by a tenth of the
     * mean. A rise is positive, also for a negative metric. There is none if the mean is 0.
     */
    public Optional<Double> relativeChange() {
        return relative(perHour);
    }

    /** Returns the lower limit of {@link #relativeChange()}, with the mean taken as exact. */
    public Optional<Double> lowRelativeChange() {
        return relative(lowPerHour);
    }

    /** Returns the upper limit of {@link #relativeChange()}, with the mean taken as exact. */
    public Optional<Double> highRelativeChange() {
        return relative(highPerHour);
    }

    private Optional<Double> relative(double slope) {
        // A mean next to 0 gives a share that no double holds. It means as little as a share of 0.
        return Optional.of(slope * hours(span) / Math.abs(mean)).filter(Double::isFinite);
    }

    /**
     * The straight line closest to the values.
     *
     * @param slope per window
     * @param squares the sum of the squared distances of the windows from the middle
     */
    private record Line(double mean, double slope, double squares) {
        static Line through(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares = 0;
            double products = 0;
            for (int i = 0; i < values.length; i++) {
                double fromMiddle = fromMiddle(i, values.length);
                squares += fromMiddle * fromMiddle;
                products += fromMiddle * (values[i] - mean);
            }
            return new Line(mean, products / squares, squares);
        }

        double[] residuals(double[] values) {
            double[] residuals = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                residuals[i] = values[i] - mean - slope * fromMiddle(i, values.length);
            }
            return residuals;
        }

        private static double fromMiddle(int index, int count) {
            return index - (count - 1) / 2.0;
        }
    }
}

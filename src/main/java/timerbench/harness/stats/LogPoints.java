package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;

/** The logarithms of throughputs at the points of an axis. */
final class LogPoints {
    /** The spread of equal values that rounding may leave. */
    private static final double NO_SPREAD = 1e-12;

    private static final int RESAMPLES = 1_000;

    /** The probability below which points contradict a law. */
    private static final double CONTRADICTED = 0.01;

    private final double unit;
    private final ScalingLaw.Data means;
    private final double[] residuals;
    private final double[] widths;

    /**
     * @param unit the length of a unit on the axis: 1, or the smallest value of the axis if it is below 1
     * @param means the means at the points, in the order of the axis
     * @param residuals the deviations of all values from the mean of their point
     * @param widths how far the limits of a value are from each other, at each point; 0 if values are exact
     */
    private LogPoints(double unit, ScalingLaw.Data means, double[] residuals, double[] widths) {
        this.unit = unit;
        this.means = means;
        this.residuals = residuals;
        this.widths = widths;
    }

    double unit() {
        return unit;
    }

    ScalingLaw.Data means() {
        return means;
    }

    /** Returns why no law with so many parameters can be fitted. */
    static Optional<String> refusal(List<MeasuredPoint> points, String law, int parameters) {
        long places = points.stream().mapToDouble(MeasuredPoint::at).distinct().count();
        if (places != points.size()) {
            throw new IllegalArgumentException("points must be at different values, were " + points);
        }
        // As many points as parameters can always be met exactly. Only a further one can contradict the law.
        if (points.size() <= parameters) {
            return Optional.of(
                    law + " needs at least " + (parameters + 1) + " values of the axis, there are " + points.size());
        }
        if (!points.stream().allMatch(point -> point.at() > 0)) {
            return Optional.of(law + " needs values of the axis above 0");
        }
        return points.stream().flatMap(point -> point.repeats().stream()).allMatch(value -> value > 0)
                ? Optional.empty()
                : Optional.of(law + " needs a throughput above 0 in all repeats");
    }

    static LogPoints of(List<MeasuredPoint> points) {
        List<MeasuredPoint> sorted = points.stream()
                .sorted(Comparator.comparingDouble(MeasuredPoint::at))
                .toList();
        double unit = Math.min(1, sorted.get(0).at());
        double[] units = sorted.stream().mapToDouble(point -> point.at() / unit).toArray();
        double[][] logs = sorted.stream()
                .map(point -> Arrays.stream(point.values()).map(Math::log).toArray())
                .toArray(double[][]::new);
        double[] means = Arrays.stream(logs)
                .mapToDouble(values -> Arrays.stream(values).average().orElseThrow())
                .toArray();
        double[] weights =
                Arrays.stream(logs).mapToDouble(values -> values.length).toArray();
        double[] residuals = IntStream.range(0, means.length)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(logs[i]).map(log -> log - means[i]))
                .toArray();
        double[] widths = sorted.stream().mapToDouble(MeasuredPoint::logWidth).toArray();
        return new LogPoints(unit, new ScalingLaw.Data(units, means, weights), residuals, widths);
    }

    /** Returns whether there are repeats and values are not all alike: else nothing shows how far they may be off. */
    private boolean haveSpread() {
        return freedom() > 0
                && (Arrays.stream(residuals).anyMatch(residual -> Math.abs(residual) > NO_SPREAD)
                        || Arrays.stream(widths).anyMatch(width -> width > 0));
    }

    private int freedom() {
        return residuals.length - means.logs().length;
    }

    /** Returns the variance of a value. A value that may be anywhere between its limits adds to that of the mean. */
    private double variance() {
        double variance =
                Arrays.stream(residuals).map(residual -> residual * residual).sum() / freedom();
        return variance
                + IntStream.range(0, widths.length)
                        .mapToDouble(i -> means.weights()[i] * widths[i] * widths[i] / 12)
                        .average()
                        .orElseThrow();
    }

    /**
     * Returns the probability that points deviate so far from a law that holds, by the F test of lack of fit against
     * the differences between repeats (Draper & Smith 1998, Applied Regression Analysis, 3rd ed., 2.1). Empty if
     * repeats do not differ.
     *
     * @param squares the weighted sum of the squared deviations of the means from the law
     */
    Optional<Double> fitProbability(double squares, int parameters) {
        if (!haveSpread()) {
            return Optional.empty();
        }
        int freedom = means.logs().length - parameters;
        return Optional.of(FDistribution.of(freedom, freedom()).survivalProbability(squares / freedom / variance()));
    }

    static boolean isContradiction(Optional<Double> fitProbability) {
        return fitProbability.filter(known -> known < CONTRADICTED).isPresent();
    }

    /** Returns the largest deviation of a point's geometric mean from the law, as a share of the law. */
    double worstDeviation(ScalingLaw law) {
        return IntStream.range(0, means.logs().length)
                .mapToDouble(i -> Math.abs(Math.expm1(means.logs()[i] - Math.log(law.throughput(means.units()[i])))))
                .max()
                .orElseThrow();
    }

    /**
     * Returns the laws that resamples of the repeats give; none if repeats do not differ.
     *
     * <p>Resampling only the repeats of a point covers far too little: with three repeats, 95 % intervals contained
     * the truth in 80 % of simulations. So each mean is moved by residuals of all points, which assumes that noise is
     * the same share everywhere. Residuals are enlarged for the mean that was taken off, and each resample has a
     * standard deviation of its own, since that of few values is uncertain: as Student's t does for a mean. Where
     * values are not exact, each resample has all values of a point at another place between their limits.
     *
     * <p>The laws have no limits of their shares. Within limits, a share at its limit would shift the other.
     */
    List<ScalingLaw> resampled(boolean withCoherency, long seed) {
        if (!haveSpread()) {
            return List.of();
        }
        Random random = new Random(seed);
        ScalingLaw start = ScalingLaw.fit(means, withCoherency);
        return IntStream.range(0, RESAMPLES)
                .mapToObj(i -> ScalingLaw.free(resample(random), withCoherency, start))
                .toList();
    }

    private ScalingLaw.Data resample(Random random) {
        double chiSquare = IntStream.range(0, freedom())
                .mapToDouble(i -> random.nextGaussian())
                .map(value -> value * value)
                .sum();
        double scale = Math.sqrt(residuals.length / chiSquare);
        double[] logs = new double[means.logs().length];
        Arrays.setAll(
                logs,
                i -> means.logs()[i]
                        + scale * meanResidual(random, (int) means.weights()[i])
                        + (widths[i] == 0 ? 0 : widths[i] * (random.nextDouble() - 0.5)));
        return new ScalingLaw.Data(means.units(), logs, means.weights());
    }

    private double meanResidual(Random random, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += residuals[random.nextInt(residuals.length)];
        }
        return sum / count;
    }

    /** Returns a share of the law, with the interval that resamples give it; without if there are none. */
    static Estimate estimate(ScalingLaw law, List<ScalingLaw> resamples, ToDoubleFunction<ScalingLaw> share) {
        return new Estimate(
                share.applyAsDouble(law),
                resamples.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                Limits.of(resamples.stream().mapToDouble(share).toArray())
                                        .interval()));
    }

    /** Returns the limits of the peak, on the axis. The upper one is infinite where many resamples have no peak. */
    Limits peak(List<ScalingLaw> resamples) {
        return Limits.of(
                resamples.stream().mapToDouble(law -> unit * law.peak()).toArray());
    }

    /** The limits of all resamples but 2.5 % at each end. */
    record Limits(double low, double high) {
        static Limits of(double[] resamples) {
            double[] sorted = Arrays.stream(resamples).sorted().toArray();
            int cut = sorted.length / 40;
            return new Limits(sorted[cut], sorted[sorted.length - 1 - cut]);
        }

        Interval interval() {
            return new Interval(low, high, 0.95);
        }

        boolean contain(double value) {
            return low <= value && value <= high;
        }
    }
}

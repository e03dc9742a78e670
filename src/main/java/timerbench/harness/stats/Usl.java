package timerbench.harness.stats;

import java.util.List;
import java.util.Optional;

/**
 * The Universal Scalability Law of measured throughputs: X(N) = γN / (1 + α(N − 1) + βN(N − 1)) for N units (Gunther
 * 2007, Guerrilla Capacity Planning). Contention α is the share of the work that units do one after the other.
 * Coherency β is the cost of each pair of units. With β above 0, throughput has a peak at √((1 − α) / β) units.
 *
 * <p>The fit minimizes the squared relative deviations, with 0 ≤ α ≤ 1 and β ≥ 0. The 95 % intervals come from
 * resampling the repeats. They assume that noise is the same share at all points.
 *
 * <p>A wrong peak costs more than a missing one. So a peak is shown only if the law describes the points, if no law
 * without a peak does, and if the interval of the peak ends within {@value #RANGE} times the largest value measured.
 *
 * @param unit the length of a unit on the axis: 1, or the smallest value of the axis if it is below 1
 * @param ofOneUnit γ, the throughput of one unit by the law
 * @param contention α
 * @param coherency β
 * @param fitProbability how likely deviations from the law as large as those of the points are, if it holds; absent
 *     if repeats do not differ
 * @param worstDeviation the largest deviation of a point's geometric mean from the law, as a share of the law
 * @param peak absent if none is shown
 * @param noPeak why none is shown
 */
public record Usl(
        double unit,
        double ofOneUnit,
        Estimate contention,
        Estimate coherency,
        Optional<Double> fitProbability,
        double worstDeviation,
        Optional<Peak> peak,
        Optional<NoPeak> noPeak) {
    /** The most times the largest value measured that the interval of a peak may reach. */
    public static final int RANGE = 2;

    private static final int PARAMETERS = 3;

    /** The share of resamples that may be without a peak. */
    private static final double FEW = 0.005;

    /**
     * The peak of the throughput.
     *
     * @param at a value of the axis; one unit if throughput falls from there on
     */
    public record Peak(double at, Interval interval) {}

    /** Reasons why no peak is shown. */
    public enum NoPeak {
        NO_SPREAD("there are no repeats that differ"),
        NO_FIT("the points do not follow the law"),
        RISES("throughput may rise without end"),
        TOO_FAR("it may be at more than twice the largest value"),
        OTHER_LAW("a law without a peak describes the points, too");

        private final String words;

        NoPeak(String words) {
            this.words = words;
        }

        /** Returns the reason as a clause. */
        public String words() {
            return words;
        }
    }

    /**
     * Returns why there is no fit for these points: fewer than four values of the axis, since the law has three
     * parameters and can meet any three points; or a value that is not above 0.
     */
    public static Optional<String> refusal(List<MeasuredPoint> points) {
        return LogPoints.refusal(points, "the Universal Scalability Law", PARAMETERS);
    }

    /**
     * Returns the fit, or nothing if there is a {@link #refusal}.
     *
     * @param points in any order, all at different values
     * @param seed of the resamples
     */
    public static Optional<Usl> of(List<MeasuredPoint> points, long seed) {
        if (refusal(points).isPresent()) {
            return Optional.empty();
        }
        LogPoints logs = LogPoints.of(points);
        return Optional.of(of(logs, logs.resampled(true, seed)));
    }

    static Usl of(LogPoints points, List<ScalingLaw> resamples) {
        ScalingLaw law = ScalingLaw.fit(points.means(), true);
        Optional<Double> probability = points.fitProbability(law.squares(), PARAMETERS);
        Optional<NoPeak> noPeak = noPeak(points, resamples, probability);
        return new Usl(
                points.unit(),
                Math.exp(law.logGamma()),
                LogPoints.estimate(law, resamples, ScalingLaw::contention),
                LogPoints.estimate(law, resamples, ScalingLaw::coherency),
                probability,
                points.worstDeviation(law),
                noPeak.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Peak(
                                points.unit() * law.peak(),
                                points.peak(resamples).interval())),
                noPeak);
    }

    private static Optional<NoPeak> noPeak(LogPoints points, List<ScalingLaw> resamples, Optional<Double> probability) {
        if (probability.isEmpty()) {
            return Optional.of(NoPeak.NO_SPREAD);
        }
        if (LogPoints.isContradiction(probability)) {
            return Optional.of(NoPeak.NO_FIT);
        }
        long without = resamples.stream()
                .filter(one -> one.peak() == Double.POSITIVE_INFINITY)
                .count();
        if (without > FEW * resamples.size()) {
            return Optional.of(NoPeak.RISES);
        }
        double[] units = points.means().units();
        if (points.peak(resamples).high() > RANGE * points.unit() * units[units.length - 1]) {
            return Optional.of(NoPeak.TOO_FAR);
        }
        double squares = PeaklessLaw.leastSquares(points.means());
        return LogPoints.isContradiction(points.fitProbability(squares, PARAMETERS))
                ? Optional.empty()
                : Optional.of(NoPeak.OTHER_LAW);
    }

    /** Returns whether the points are farther from the law than their noise explains, at 1 %. */
    public boolean isContradicted() {
        return LogPoints.isContradiction(fitProbability);
    }

    /** Returns the throughput by the law at a value of the axis. */
    public double throughput(double at) {
        double units = at / unit;
        return ofOneUnit * units / (1 + contention.value() * (units - 1) + coherency.value() * units * (units - 1));
    }
}

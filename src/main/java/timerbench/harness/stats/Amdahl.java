package timerbench.harness.stats;

import java.util.List;
import java.util.Optional;

/**
 * Amdahl's law of measured throughputs: X(N) = γN / (1 + σ(N − 1)) for N units (Amdahl 1967, AFIPS Spring Joint
 * Computer Conference, 483–485). The serial share σ is the share of the work that units do one after the other. More
 * units never reach more than γ / σ.
 *
 * <p>The fit minimizes the squared relative deviations, with 0 ≤ σ ≤ 1. The 95 % interval comes from resampling the
 * repeats. It assumes that noise is the same share at all points.
 *
 * @param unit the length of a unit on the axis: 1, or the smallest value of the axis if it is below 1
 * @param ofOneUnit γ, the throughput of one unit by the law
 * @param serial σ
 * @param fitProbability how likely deviations from the law as large as those of the points are, if it holds; absent
 *     if repeats do not differ
 * @param worstDeviation the largest deviation of a point's geometric mean from the law, as a share of the law
 */
public record Amdahl(
        double unit, double ofOneUnit, Estimate serial, Optional<Double> fitProbability, double worstDeviation) {
    private static final int PARAMETERS = 2;

    /**
     * Returns why there is no fit for these points: fewer than three values of the axis, since the law has two
     * parameters and can meet any two points; or a value that is not above 0.
     */
    public static Optional<String> refusal(List<MeasuredPoint> points) {
        return LogPoints.refusal(points, "Amdahl's law", PARAMETERS);
    }

    /**
     * Returns the fit, or nothing if there is a {@link #refusal}.
     *
     * @param points in any order, all at different values
     * @param seed of the resamples
     */
    public static Optional<Amdahl> of(List<MeasuredPoint> points, long seed) {
        return refusal(points).isPresent() ? Optional.empty() : Optional.of(fitted(LogPoints.of(points), seed));
    }

    private static Amdahl fitted(LogPoints points, long seed) {
        ScalingLaw law = ScalingLaw.fit(points.means(), false);
        List<ScalingLaw> resamples = points.resampled(false, seed);
        return new Amdahl(
                points.unit(),
                Math.exp(law.logGamma()),
                LogPoints.estimate(law, resamples, ScalingLaw::contention),
                points.fitProbability(law.squares(), PARAMETERS),
                points.worstDeviation(law));
    }

    /** Returns whether the points are farther from the law than their noise explains, at 1 %. */
    public boolean isContradicted() {
        return LogPoints.isContradiction(fitProbability);
    }

    /** Returns the throughput by the law at a value of the axis. */
    public double throughput(double at) {
        double units = at / unit;
        return ofOneUnit * units / (1 + serial.value() * (units - 1));
    }
}

package timerbench.harness.judge.gate;

import java.util.OptionalDouble;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.run.Better;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Word;

/**
 * A metric that decides a paired gate.
 *
 * @param judged the metric; its name is the one by which trials hold their values
 * @param scale how the values of a pair are compared
 * @param least the smallest change that counts: a share of the baseline (0.02 for 2 %), or a difference in the metric's
 *     unit. A smaller change is neither worse nor better, however sure it is
 * @param sought the change that the gate must see if it is there, likewise. A gate passes only if it excludes it
 */
public record GateMetric(JudgedMetric judged, Scale scale, double least, double sought) {
    /** How the values of a pair are compared. */
    public enum Scale implements Word {
        /** By the logarithm of their ratio. Values are above 0. */
        RATIO,
        /** By their difference, in the metric's unit. The baseline may be 0. */
        DIFFERENCE
    }

    public GateMetric {
        if (!(least > 0 && least < sought && Double.isFinite(sought))) {
            throw new IllegalArgumentException(
                    judged.name() + ": wanted 0 < least < sought, were " + least + " and " + sought);
        }
    }

    public String name() {
        return judged.name();
    }

    public Better better() {
        return judged.better();
    }

    /**
     * Returns by how much the candidate of the pair is worse than its baseline, below 0 if it is better; empty if a
     * value is missing or cannot be compared on the scale. With both sides exchanged, it has the opposite sign.
     */
    public OptionalDouble worsening(Pair pair) {
        double[] values = pair.values(name());
        double change = scale == Scale.RATIO ? Math.log(values[1]) - Math.log(values[0]) : values[1] - values[0];
        double worse = better() == Better.LOWER ? change : -change;
        return Double.isFinite(worse) ? OptionalDouble.of(worse) : OptionalDouble.empty();
    }

    /** Returns the least change that counts, as a {@linkplain #worsening worsening}. */
    public double leastWorsening() {
        return onScale(least);
    }

    /** Returns the sought change, as a {@linkplain #worsening worsening}. */
    public double soughtWorsening() {
        return onScale(sought);
    }

    /** Returns a change as text: {@code 5 %}, or a difference with its unit. */
    public String text(double change) {
        return scale == Scale.RATIO ? Numbers.percent(change) : Numbers.difference(judged.unit(), change);
    }

    /** Returns a {@linkplain #worsening worsening} as text: {@code worse by 5 %}. */
    String moved(double worsening) {
        if (scale == Scale.RATIO) {
            double share = better() == Better.LOWER ? Math.expm1(worsening) : -Math.expm1(-worsening);
            return Numbers.worsening(share);
        } else if (worsening == 0) {
            return "the same";
        }
        return (worsening > 0 ? "worse by " : "better by ") + text(Math.abs(worsening));
    }

    private double onScale(double change) {
        return scale == Scale.RATIO ? Math.log1p(change) : change;
    }
}

package timerbench.harness.judge.bisect;

import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.run.Numbers;

/** A worsening as people read it. */
public final class WorseningText {
    private WorseningText() {}

    /** Returns the worsening with its direction: {@code worse by 5.1 %}, {@code better by 2 bytes}. */
    public static String of(GateMetric metric, double worsening) {
        if (metric.scale() == GateMetric.Scale.RATIO) {
            return Numbers.worsening(Math.expm1(worsening));
        }
        String size = Numbers.withUnit(metric.judged().unit(), Math.abs(worsening));
        return worsening == 0 ? "the same" : (worsening > 0 ? "worse by " : "better by ") + size;
    }

    /** Returns the worsening as a signed figure, for a column: {@code +5.1 %}, {@code −2 bytes}. */
    public static String figure(GateMetric metric, double worsening) {
        if (metric.scale() == GateMetric.Scale.RATIO) {
            return Numbers.signedChange(Math.expm1(worsening));
        }
        return (worsening < 0 ? "-" : "+") + Numbers.withUnit(metric.judged().unit(), Math.abs(worsening));
    }
}

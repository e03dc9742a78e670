package timerbench.harness.judge.gate;

import java.util.Map;

/**
 * Two trials next to each other.
 *
 * @param round 1, or 2 for the confirmation
 * @param number from 1 within the round
 * @param baselineFirst the order that was drawn
 */
public record Pair(int round, int number, boolean baselineFirst, PairedTrial baseline, PairedTrial candidate) {
    /** Returns the value of both, keyed by the same metric; not finite where it was not measured. */
    public double[] values(String metric) {
        return new double[] {value(baseline.values(), metric), value(candidate.values(), metric)};
    }

    private static double value(Map<String, Double> values, String metric) {
        return values.getOrDefault(metric, Double.NaN);
    }
}

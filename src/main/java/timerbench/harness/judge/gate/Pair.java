package timerbench.harness.judge.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

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

    /**
     * What one trial of a pair came to.
     *
     * @param values by metric; what was not measured is left out
     * @param violations of limits that hold whatever the baseline does: lost, duplicate and early callbacks, too many errors; in
     *     sentences
     * @param failure why the trial came to nothing; it has no values then
     */
    public record PairedTrial(Map<String, Double> values, List<String> violations, Optional<String> failure) {
        public PairedTrial {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            violations = List.copyOf(violations);
        }

        /** A trial that came to nothing, for this reason. */
        public static PairedTrial failed(String reason) {
            return new PairedTrial(Map.of(), List.of(), Optional.of(reason));
        }
    }
}

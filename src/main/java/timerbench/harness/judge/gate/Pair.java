package timerbench.harness.judge.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial of the baseline and one of the candidate, next to each other.
 *
 * @param number from 1
 * @param baselineFirst whether the coin gave the baseline the first place
 */
public record Pair(int number, boolean baselineFirst, PairedTrial baseline, PairedTrial candidate) {
    /** Returns the values of a metric, the baseline's first; not a number where it was not measured. */
    public double[] values(String metric) {
        return new double[] {value(baseline.values(), metric), value(candidate.values(), metric)};
    }

    private static double value(Map<String, Double> values, String metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    /**
     * The result of one trial of a pair.
     *
     * @param values by metric; a metric that was not measured is missing
     * @param violations in sentences, of limits that hold whatever the baseline does: lost, duplicate and early
     *     callbacks, too many errors
     * @param failure why the trial failed; it then has no values
     */
    public record PairedTrial(Map<String, Double> values, List<String> violations, Optional<String> failure) {
        public PairedTrial {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            violations = List.copyOf(violations);
        }

        /** Returns the result of a failed trial. */
        public static PairedTrial failed(String reason) {
            return new PairedTrial(Map.of(), List.of(), Optional.of(reason));
        }
    }
}

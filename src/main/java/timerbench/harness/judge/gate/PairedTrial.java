package timerbench.harness.judge.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

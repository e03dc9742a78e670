package timerbench.harness.judge.gate;

import java.util.Optional;

/**
 * One figure of a run.
 *
 * @param missing why there is none, as the end of a sentence; empty if there is one
 */
record Reading(Optional<Double> value, String missing) {
    static Reading of(double value) {
        return new Reading(Optional.of(value), "");
    }

    static Reading missing(String reason) {
        return new Reading(Optional.empty(), reason);
    }

    boolean isMissing() {
        return value.isEmpty();
    }
}

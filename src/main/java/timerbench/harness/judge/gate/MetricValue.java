package timerbench.harness.judge.gate;

import java.util.Optional;

/**
 * One figure of a run.
 *
 * @param missing why there is none, as the end of a sentence; empty if there is one
 */
record MetricValue(Optional<Double> value, String missing) {
    static MetricValue of(double value) {
        return new MetricValue(Optional.of(value), "");
    }

    static MetricValue missing(String reason) {
        return new MetricValue(Optional.empty(), reason);
    }

    boolean isMissing() {
        return value.isEmpty();
    }
}

package timerbench.harness.targets.metrics;

import java.util.Map;

/** A time series of Prometheus: a metric, and the labels that tell it from the metric's others. */
public record Series(String metric, Map<String, String> labels) {
    public Series {
        labels = Map.copyOf(labels);
    }

    public boolean isOf(String name) {
        return metric.equals(name);
    }

    /** Returns the label's value; nothing if it has none, as Prometheus has it. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}

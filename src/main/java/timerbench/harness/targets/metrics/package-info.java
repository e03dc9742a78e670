/** Reads a target's metrics in Prometheus' text format. What the metrics are used for is decided elsewhere. */
package timerbench.harness.targets.metrics;

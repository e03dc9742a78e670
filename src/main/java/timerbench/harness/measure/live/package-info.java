/**
 * The metrics of a run while it runs, in the words of Prometheus and OpenTelemetry: counters, histograms and gauges in
 * a registry.
 *
 * <p>It knows nothing of the load or of HTTP. The load reports what happens; the endpoint in {@code load.live} reads
 * the registry.
 */
package timerbench.harness.measure.live;

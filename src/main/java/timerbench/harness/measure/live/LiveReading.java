package timerbench.harness.measure.live;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The values of all metrics at an instant, as a scraper gets them.
 *
 * @param second of the instant, since the endpoint opened
 * @param phase empty before the load is known
 * @param run the labels of the run; none before it is known
 * @param totals of the counters
 * @param gauges what goes up and down
 * @param histograms the statuses of an operation together
 */
public record LiveReading(
        double second,
        String phase,
        Map<String, String> run,
        Map<Series, Double> totals,
        Map<Series, Double> gauges,
        Map<Series, NativeCounts> histograms) {
    private static final String PHASE = "timerbench_phase";
    private static final String PROCESSES = "timerbench_process_";
    private static final String RUN = "timerbench_run_info";

    /**
     * The name of values.
     *
     * @param metric without its unit of time or {@code _total}
     * @param of the operation or the process; empty if the metric has neither
     */
    public record Series(String metric, String of) implements Comparable<Series> {
        /** Returns the series of a metric that is neither of an operation nor of a process. */
        public static Series of(String metric) {
            return new Series(metric, "");
        }

        private static Series of(MetricSnapshot metric, Labels labels) {
            String name = metric.getMetadata().getPrometheusName().replaceFirst("_total$", "");
            return new Series(
                    name,
                    Stream.of(LiveMetrics.OPERATION, LiveMetrics.PROCESS)
                            .flatMap(label -> Optional.ofNullable(labels.get(label)).stream())
                            .findFirst()
                            .orElse(""));
        }

        @Override
        public int compareTo(Series other) {
            int byMetric = metric.compareTo(other.metric);
            return byMetric != 0 ? byMetric : of.compareTo(other.of);
        }
    }

    /**
     * Returns the reading of metrics that were just read.
     *
     * @param isWatching whether the gauges of processes are those of now
     */
    static LiveReading of(MetricSnapshots metrics, boolean isWatching, double second) {
        String phase = "";
        Map<String, String> run = new LinkedHashMap<>();
        Map<Series, Double> totals = new TreeMap<>();
        Map<Series, Double> gauges = new TreeMap<>();
        Map<Series, NativeCounts> histograms = new TreeMap<>();
        for (MetricSnapshot metric : metrics) {
            if (metric instanceof CounterSnapshot counter) {
                counter.getDataPoints()
                        .forEach(each ->
                                totals.merge(Series.of(metric, each.getLabels()), each.getValue(), Double::sum));
            } else if (metric instanceof HistogramSnapshot histogram) {
                histogram
                        .getDataPoints()
                        .forEach(each -> histograms.merge(
                                Series.of(metric, each.getLabels()), NativeCounts.of(each), NativeCounts::plus));
            } else if (metric instanceof GaugeSnapshot gauge) {
                for (GaugeSnapshot.GaugeDataPointSnapshot each : gauge.getDataPoints()) {
                    Labels labels = each.getLabels();
                    switch (metric.getMetadata().getPrometheusName()) {
                        case RUN -> labels.forEach(label -> run.put(label.getName(), label.getValue()));
                        case PHASE -> phase = each.getValue() == 1 ? labels.get("phase") : phase;
                        default -> gauges.put(Series.of(metric, labels), each.getValue());
                    }
                }
            }
        }
        if (!isWatching) {
            gauges.keySet().removeIf(series -> series.metric().startsWith(PROCESSES));
        }
        return new LiveReading(second, phase, run, totals, gauges, histograms);
    }
}

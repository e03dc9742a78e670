package timerbench.harness.measure.counts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.metrics.Metrics;
import timerbench.harness.targets.metrics.MetricsText;
import timerbench.harness.targets.metrics.Series;

/** What one instance has counted since it started. */
record InstanceCounts(Map<Series, Long> counts, Optional<Double> startedSeconds) {
    // Above it a double, which is what Prometheus counts in, no longer holds every whole number.
    private static final double HIGHEST = 0x1p53;

    InstanceCounts {
        counts = Map.copyOf(counts);
    }

    /**
     * Returns what the text of its metrics says.
     *
     * @throws IllegalArgumentException if it cannot be read, or a count is no count
     */
    static InstanceCounts of(String metrics) {
        Map<Series, Long> counts = new LinkedHashMap<>();
        Optional<Double> started = Optional.empty();
        for (var entry : new MetricsText(Metrics.ALL).read(metrics).entrySet()) {
            if (entry.getKey().isOf(Metrics.STARTED)) {
                started = Optional.of(entry.getValue());
            } else {
                counts.put(entry.getKey(), whole(entry.getKey(), entry.getValue()));
            }
        }
        return new InstanceCounts(counts, started);
    }

    private static long whole(Series series, double value) {
        if (value < 0 || value > HIGHEST || value != Math.rint(value)) {
            throw new IllegalArgumentException(
                    series.metric() + series.labels() + " must be a whole number that is not negative, was " + value);
        }
        return (long) value;
    }

    /** Returns whether it counts what it answers; it does not either while it has not answered anything yet. */
    boolean countsRequests() {
        return counts.keySet().stream().anyMatch(series -> series.isOf(Metrics.REQUESTS));
    }

    /** Returns whether it counts from an earlier moment on without a break: what counts up never falls or goes. */
    boolean continues(InstanceCounts before) {
        boolean sameStart = before.startedSeconds.isEmpty()
                || startedSeconds.isEmpty()
                || before.startedSeconds.equals(startedSeconds);
        return sameStart
                && before.counts.entrySet().stream()
                        .allMatch(count -> counts.getOrDefault(count.getKey(), -1L) >= count.getValue());
    }

    /** Adds to the sums what was counted since. A series that was not there before has counted from nothing. */
    void addSince(InstanceCounts before, Map<Series, Long> sums) {
        counts.forEach(
                (series, count) -> sums.merge(series, count - before.counts.getOrDefault(series, 0L), Long::sum));
    }
}

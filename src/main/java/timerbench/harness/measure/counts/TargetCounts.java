package timerbench.harness.measure.counts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.metrics.MetricsText;

/**
 * What every instance of a target has counted, read from its {@code /metrics}.
 *
 * <p>Each address must belong to one instance. Behind a shared address, each reading may come from another instance.
 */
public final class TargetCounts {
    private final Map<String, Instance> instances;

    private TargetCounts(Map<String, Instance> instances) {
        this.instances = Collections.unmodifiableMap(instances);
    }

    /**
     * How often something happened, as far as the target knows.
     *
     * @param highest {@code lowest} plus the cases that the target is not sure of: a callback that failed there may
     *     have arrived all the same
     */
    public record Tally(long lowest, long highest) {
        public Tally {
            if (lowest < 0 || highest < lowest) {
                throw new IllegalArgumentException(
                        "a tally must not be negative or upside down, was " + lowest + " to " + highest);
            }
        }

        /** Returns whether the count lies within the tally. */
        public boolean allows(long count) {
            return lowest <= count && count <= highest;
        }
    }

    /**
     * What a target counted between two readings.
     *
     * @param tallies without those that the target does not count
     * @param unknownBecause why the counts are unknown; empty if they are known
     */
    public record Delta(Map<Counted, Tally> tallies, Optional<String> unknownBecause) {
        public Delta {
            tallies = Map.copyOf(tallies);
            if (unknownBecause.isPresent() && !tallies.isEmpty()) {
                throw new IllegalArgumentException("counts that are unknown were " + tallies);
            }
        }

        static Delta known(Map<Counted, Tally> tallies) {
            return new Delta(tallies, Optional.empty());
        }

        /** Returns a delta without counts, for this reason. */
        public static Delta unknown(String reason) {
            return new Delta(Map.of(), Optional.of(reason));
        }
    }

    /** What one instance has counted since it started. */
    private record Instance(Map<MetricsText.Series, Long> counts, Optional<Double> startedSeconds) {
        // Prometheus counts in doubles, which hold every whole number up to this one.
        private static final double HIGHEST = 0x1p53;

        /**
         * Reads the text of an instance's metrics.
         *
         * @throws IllegalArgumentException if it cannot be read, or a count is not a count
         */
        static Instance of(String metrics) {
            Map<MetricsText.Series, Long> counts = new LinkedHashMap<>();
            Optional<Double> started = Optional.empty();
            for (var entry : MetricsText.ofTimerService().read(metrics).entrySet()) {
                if (entry.getKey().isOf(MetricsText.STARTED)) {
                    started = Optional.of(entry.getValue());
                } else if (isOfTimers(entry.getKey())) {
                    counts.put(entry.getKey(), whole(entry.getKey(), entry.getValue()));
                }
            }
            return new Instance(Map.copyOf(counts), started);
        }

        /** Any service may count requests under OpenTelemetry's name, but without an operation nothing is known. */
        private static boolean isOfTimers(MetricsText.Series series) {
            return !series.isOf(MetricsText.REQUESTS)
                    || !series.label(MetricsText.OPERATION).isEmpty();
        }

        private static long whole(MetricsText.Series series, double value) {
            if (value < 0 || value > HIGHEST || value != Math.rint(value)) {
                throw new IllegalArgumentException(series.metric() + series.labels()
                        + " must be a whole number that is not negative, was " + value);
            }
            return (long) value;
        }

        /**
         * Returns whether it counts its requests. An instance that has not answered any yet does not show that it
         * does.
         */
        boolean countsRequests() {
            return counts.keySet().stream().anyMatch(series -> series.isOf(MetricsText.REQUESTS));
        }

        /** Returns whether it has counted on since an earlier reading: no count has fallen or disappeared. */
        boolean continues(Instance before) {
            boolean sameStart = before.startedSeconds.isEmpty()
                    || startedSeconds.isEmpty()
                    || before.startedSeconds.equals(startedSeconds);
            return sameStart
                    && before.counts.entrySet().stream()
                            .allMatch(count -> counts.getOrDefault(count.getKey(), -1L) >= count.getValue());
        }

        /** Adds the counts since an earlier reading to the sums. A series that is new has counted from 0. */
        void addSince(Instance before, Map<MetricsText.Series, Long> sums) {
            counts.forEach(
                    (series, count) -> sums.merge(series, count - before.counts.getOrDefault(series, 0L), Long::sum));
        }
    }

    /**
     * Returns what the instances have counted so far; empty if one of them has no such metrics.
     *
     * @throws TargetException if one does not answer, or its metrics cannot be read
     */
    public static Optional<TargetCounts> read(List<String> urls, TargetHttp http) {
        Map<String, Instance> instances = new LinkedHashMap<>();
        for (String url : urls) {
            Instance counts = read(url, http);
            if (!counts.countsRequests()) {
                return Optional.empty();
            }
            instances.put(url, counts);
        }
        return Optional.of(new TargetCounts(instances));
    }

    private static Instance read(String url, TargetHttp http) {
        try {
            return Instance.of(MetricsPages.read(url, http));
        } catch (IllegalArgumentException e) {
            throw new TargetException("target " + url + "/metrics: " + e.getMessage(), e);
        }
    }

    /**
     * Returns what all instances together have counted since an earlier reading; unknown if one was restarted
     * meanwhile.
     *
     * @param before the earlier reading of the same instances
     */
    public Delta since(TargetCounts before) {
        if (!instances.keySet().equals(before.instances.keySet())) {
            throw new IllegalArgumentException(
                    "counts of " + instances.keySet() + " since those of " + before.instances.keySet());
        }
        Map<MetricsText.Series, Long> sums = new LinkedHashMap<>();
        for (var entry : instances.entrySet()) {
            Instance earlier = before.instances.get(entry.getKey());
            if (!entry.getValue().continues(earlier)) {
                return Delta.unknown(entry.getKey() + " was restarted meanwhile and counts from 0");
            }
            entry.getValue().addSince(earlier, sums);
        }
        return Delta.known(Counted.tallies(sums));
    }
}

package timerbench.harness.measure.counts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import timerbench.harness.run.Part;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.metrics.MetricsText;

/**
 * The callbacks of each shard that every instance of a target has counted, read from its {@code /metrics}. As with
 * {@link TargetCounts}, each address must belong to one instance.
 */
public final class ShardCounts {
    private static final String FIRED = "timerbench_shard_fired_total";
    private static final String FIRST = "timerbench_shard_lateness_seconds_count";
    private static final String LATENESS = "timerbench_shard_lateness_seconds_sum";
    private static final String STORED = "timerbench_shard_stored";
    private static final String SHARD = "shard";
    private static final double MICROS = 1e6;

    /** Orders shards by their numbers, and names that are none after them. */
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    /** The counts of a shard, or of several together. */
    private record Counts(double fired, double first, double lateness) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(fired + other.fired, first + other.first, lateness + other.lateness);
        }

        Counts since(Counts before) {
            return new Counts(fired - before.fired, first - before.first, lateness - before.lateness);
        }

        Optional<Double> latenessMean() {
            return first > 0 ? Optional.of(lateness / first * MICROS) : Optional.empty();
        }
    }

    /** What one instance has counted since it started, by shard. */
    private record Instance(Map<String, Counts> shards, Optional<Double> startedSeconds) {
        static Instance of(String metrics) {
            Map<String, Counts> shards = new TreeMap<>(BY_NUMBER);
            Optional<Double> started = Optional.empty();
            for (var entry : new MetricsText(Set.of(FIRED, FIRST, LATENESS, MetricsText.STARTED))
                    .read(metrics)
                    .entrySet()) {
                double value = entry.getValue();
                switch (entry.getKey().metric()) {
                    case MetricsText.STARTED -> started = Optional.of(value);
                    case FIRED -> shards.merge(shard(entry.getKey()), new Counts(value, 0, 0), Counts::plus);
                    case FIRST -> shards.merge(shard(entry.getKey()), new Counts(0, value, 0), Counts::plus);
                    default -> shards.merge(shard(entry.getKey()), new Counts(0, 0, value), Counts::plus);
                }
            }
            return new Instance(shards, started);
        }

        boolean continues(Instance before) {
            return startedSeconds.equals(before.startedSeconds)
                    && before.shards.entrySet().stream()
                            .allMatch(shard -> shards.getOrDefault(shard.getKey(), Counts.NONE)
                                            .fired()
                                    >= shard.getValue().fired());
        }
    }

    private final Map<String, Instance> instances;

    private ShardCounts(Map<String, Instance> instances) {
        this.instances = instances;
    }

    private static String shard(MetricsText.Series series) {
        return series.label(SHARD);
    }

    /**
     * Returns what the instances have counted so far; empty if one of them does not report shards.
     *
     * @throws TargetException if one does not answer, or its metrics cannot be read
     */
    public static Optional<ShardCounts> read(List<String> urls, TargetHttp http) {
        Map<String, Instance> instances = new LinkedHashMap<>();
        for (String url : urls) {
            Instance instance = parsed(url, () -> Instance.of(MetricsPages.read(url, http)));
            if (instance.shards().isEmpty()) {
                return Optional.empty();
            }
            instances.put(url, instance);
        }
        return Optional.of(new ShardCounts(instances));
    }

    /**
     * Returns the shards and the instances with what they have fired since an earlier reading of the same instances,
     * and what they store now.
     *
     * @throws TargetException if an instance was restarted meanwhile, or does not answer
     */
    public List<Part> since(ShardCounts before, TargetHttp http) {
        Map<String, Counts> shards = new TreeMap<>(BY_NUMBER);
        Map<String, Counts> fired = new LinkedHashMap<>();
        instances.forEach((url, now) -> {
            Instance earlier = before.instances.get(url);
            if (!now.continues(earlier)) {
                throw new TargetException(url + " was restarted meanwhile and counts from 0");
            }
            now.shards().forEach((shard, counts) -> {
                Counts since = counts.since(earlier.shards().getOrDefault(shard, Counts.NONE));
                shards.merge(shard, since, Counts::plus);
                fired.merge(url, since, Counts::plus);
            });
        });
        Stored stored = Stored.read(List.copyOf(instances.keySet()), http).over(shards.keySet());
        List<Part> parts = new ArrayList<>();
        shards.forEach((shard, counts) -> parts.add(part(Part.Kind.SHARD, shard, counts, stored.byShard())));
        fired.forEach((url, counts) -> parts.add(part(Part.Kind.INSTANCE, url, counts, stored.byInstance())));
        return parts;
    }

    private static Part part(Part.Kind kind, String name, Counts counts, Map<String, Long> stored) {
        return new Part(
                kind,
                name,
                Optional.ofNullable(stored.get(name)),
                Optional.of(Math.round(counts.fired())),
                counts.latenessMean(),
                Optional.empty());
    }

    /** The timers that are stored, by shard and by the instance that fires the shard. */
    private record Stored(Map<String, Long> byShard, Map<String, Long> byInstance) {
        private static final Stored UNKNOWN = new Stored(Map.of(), Map.of());

        /** A shard that two instances count has moved between the two readings, so that nothing is known. */
        static Stored read(List<String> urls, TargetHttp http) {
            Map<String, Long> shards = new LinkedHashMap<>();
            Map<String, Long> instances = new LinkedHashMap<>();
            for (String url : urls) {
                instances.put(url, 0L);
                for (var entry : parsed(
                                url, () -> new MetricsText(Set.of(STORED)).read(MetricsPages.readCounted(url, http)))
                        .entrySet()) {
                    long count = Math.round(entry.getValue());
                    if (shards.put(shard(entry.getKey()), count) != null) {
                        return UNKNOWN;
                    }
                    instances.merge(url, count, Long::sum);
                }
            }
            return new Stored(shards, instances);
        }

        /** Returns these counts if they are those of all shards. */
        Stored over(Set<String> shards) {
            return byShard.keySet().equals(shards) ? this : UNKNOWN;
        }
    }

    private static <T> T parsed(String url, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new TargetException("target " + url + "/metrics: " + e.getMessage(), e);
        }
    }
}

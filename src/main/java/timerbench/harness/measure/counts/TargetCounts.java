package timerbench.harness.measure.counts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.metrics.Series;

/**
 * What every instance of a target has counted, as its {@code /metrics} says.
 *
 * <p>Each address must be that of one instance: behind one that is shared, each reading may be another's.
 */
public final class TargetCounts {
    private final Map<String, InstanceCounts> instances;

    private TargetCounts(Map<String, InstanceCounts> instances) {
        this.instances = Collections.unmodifiableMap(instances);
    }

    /**
     * Returns what the instances have counted so far; empty if one of them has no such metrics.
     *
     * @throws TargetException if one does not answer, or what it says cannot be read
     */
    public static Optional<TargetCounts> read(List<String> urls, TargetHttp http) {
        Map<String, InstanceCounts> instances = new LinkedHashMap<>();
        for (String url : urls) {
            InstanceCounts counts = read(url, http);
            if (!counts.countsRequests()) {
                return Optional.empty();
            }
            instances.put(url, counts);
        }
        return Optional.of(new TargetCounts(instances));
    }

    private static InstanceCounts read(String url, TargetHttp http) {
        try {
            return InstanceCounts.of(MetricsPages.read(url, http));
        } catch (IllegalArgumentException e) {
            throw new TargetException("target " + url + "/metrics: " + e.getMessage(), e);
        }
    }

    /**
     * Returns what the instances counted since then, together; unknown if one of them was started anew meanwhile.
     *
     * @param before of the same instances
     */
    public TargetDelta since(TargetCounts before) {
        if (!instances.keySet().equals(before.instances.keySet())) {
            throw new IllegalArgumentException(
                    "counts of " + instances.keySet() + " since those of " + before.instances.keySet());
        }
        Map<Series, Long> sums = new LinkedHashMap<>();
        for (var entry : instances.entrySet()) {
            InstanceCounts earlier = before.instances.get(entry.getKey());
            if (!entry.getValue().continues(earlier)) {
                return TargetDelta.unknown(entry.getKey() + " was started anew meanwhile and counts from 0");
            }
            entry.getValue().addSince(earlier, sums);
        }
        return TargetDelta.known(Counted.tallies(sums));
    }
}

package timerbench.harness.measure.callback;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Part;

/**
 * Records the lateness of first callbacks in microseconds, for each of the groups that were called back first. Memory
 * has a bound: of more groups, later ones are left out. A group with a large share of the timers is among the first.
 */
final class GroupLateness {
    /** A histogram takes up to 20 kB, so that all take 5 MB. */
    static final int MOST = 256;

    /** Percentiles are known to 1 %. */
    private static final int DIGITS = 2;

    private final Map<String, Recorder> groups = new ConcurrentHashMap<>();

    private static final class Recorder {
        private final Histogram all = new Histogram(DIGITS);
        private long sum;
        private long max;

        synchronized void record(long lateness) {
            all.recordValue(lateness);
            sum += lateness;
            max = Math.max(max, lateness);
        }

        synchronized Part part(String group) {
            return new Part(
                    Part.Kind.GROUP,
                    group,
                    Optional.empty(),
                    Optional.of(all.getTotalCount()),
                    Optional.empty(),
                    Optional.of(Distribution.of(all, sum, max)));
        }
    }

    /** @param group empty if callbacks do not say whose they are */
    void record(String group, long lateness) {
        Recorder known = groups.get(group);
        if (known != null) {
            known.record(lateness);
        } else if (!group.isBlank() && groups.size() < MOST) {
            add(group).ifPresent(added -> added.record(lateness));
        }
    }

    private synchronized Optional<Recorder> add(String group) {
        if (groups.size() < MOST) {
            groups.putIfAbsent(group, new Recorder());
        }
        return Optional.ofNullable(groups.get(group));
    }

    /** Returns the groups, by name. */
    List<Part> parts() {
        return groups.entrySet().stream()
                .map(group -> group.getValue().part(group.getKey()))
                .sorted(Comparator.comparing(Part::name))
                .toList();
    }
}

package timerbench.harness.measure.live;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import timerbench.harness.run.Percentile;
import timerbench.metrics.DurationHistogram;

/** The counts of a native histogram without negative values. Bucket {@code i} ends at 2^(i / 2^schema). Immutable. */
public final class NativeCounts {
    /** The counts of a histogram without values. */
    public static final NativeCounts NONE = new NativeCounts(0, new TreeMap<>());

    private final long zeros;
    // Arrays: a long run keeps thousands of these.
    private final int[] buckets;
    private final long[] counts;

    private NativeCounts(long zeros, SortedMap<Integer, Long> all) {
        this.zeros = zeros;
        all.values().removeIf(count -> count == 0);
        buckets = all.keySet().stream().mapToInt(Integer::intValue).toArray();
        counts = all.values().stream().mapToLong(Long::longValue).toArray();
    }

    static NativeCounts of(HistogramDataPointSnapshot histogram) {
        TreeMap<Integer, Long> all = new TreeMap<>();
        histogram
                .getNativeBucketsForPositiveValues()
                .forEach(bucket -> all.put(bucket.getBucketIndex(), bucket.getCount()));
        return new NativeCounts(histogram.getNativeZeroCount(), all);
    }

    /** Returns the counts of both together. */
    public NativeCounts plus(NativeCounts other) {
        return with(other, 1);
    }

    /** Returns what was counted since then. */
    NativeCounts since(NativeCounts before) {
        return with(before, -1);
    }

    private NativeCounts with(NativeCounts other, int sign) {
        TreeMap<Integer, Long> all = new TreeMap<>();
        addTo(all, 1);
        other.addTo(all, sign);
        return new NativeCounts(zeros + sign * other.zeros, all);
    }

    private void addTo(Map<Integer, Long> all, int sign) {
        for (int i = 0; i < buckets.length; i++) {
            all.merge(buckets[i], sign * counts[i], Long::sum);
        }
    }

    /** Returns how many values there are. */
    public long count() {
        long sum = zeros;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Returns a percentile, to half the width of a bucket; empty if there are too few values for it. */
    public OptionalDouble at(Percentile percentile) {
        long all = count();
        if (!percentile.supportedBy(all)) {
            return OptionalDouble.empty();
        }
        long rank = (long) Math.ceil(all * percentile.percent() / 100);
        long seen = zeros;
        for (int i = 0; i < buckets.length && seen < rank; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return OptionalDouble.of(Math.pow(2, (buckets[i] - 0.5) / (1 << DurationHistogram.SCHEMA)));
            }
        }
        return OptionalDouble.of(0);
    }
}

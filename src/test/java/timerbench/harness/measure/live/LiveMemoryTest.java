package timerbench.harness.measure.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However long a run lasts, its metrics take as much memory as after its first minutes. */
class LiveMemoryTest {
    /** From 1 ns to 1,000 s the value doubles 40 times, and there are 32 buckets each time. */
    private static final int MOST_BUCKETS = 40 * 32;

    private final LiveMetrics metrics = new LiveMetrics();
    private final OperationMetrics create = metrics.operation("create", "POST");

    private Stream<HistogramDataPointSnapshot> histograms() {
        return metrics.read().stream()
                .filter(HistogramSnapshot.class::isInstance)
                .flatMap(metric -> ((HistogramSnapshot) metric).getDataPoints().stream());
    }

    @Test
    void aHistogramHasNoMoreBucketsThanItsRange() {
        for (long nanos = 1; nanos < 1_000_000_000_000L; nanos += nanos / 100 + 1) {
            metrics.startedLate(nanos);
            create.answered(nanos / 1_000_000, Optional.of("201"), Optional.empty());
        }

        assertThat(histograms().toList()).hasSize(2).allSatisfy(histogram -> {
            assertThat(histogram.getNativeBucketsForPositiveValues().size()).isBetween(20, MOST_BUCKETS);
            assertThat(histogram.getClassicBuckets().size()).isEqualTo(22);
        });
    }

    // With a limit on the buckets, the library moved values below 1 s to the bucket above.
    @Test
    void aNativeBucketHoldsItsOwnValuesHoweverManyThereAre() {
        for (long nanos = 1_000; nanos < 60_000_000_000L; nanos += nanos / 50) {
            metrics.startedLate(nanos);
        }
        for (int i = 0; i < 1_000; i++) {
            metrics.startedLate(145_535_000);
        }

        HistogramDataPointSnapshot startLag = histograms()
                .filter(histogram -> histogram.getCount() > 0)
                .findFirst()
                .orElseThrow();
        List<Integer> largest = startLag.getNativeBucketsForPositiveValues().stream()
                .filter(bucket -> bucket.getCount() >= 1_000)
                .map(NativeHistogramBucket::getBucketIndex)
                .toList();
        assertThat(startLag.getNativeSchema()).isEqualTo(5);
        assertThat(largest)
                .singleElement()
                .satisfies(index ->
                        assertThat(0.145535).isBetween(Math.pow(2, (index - 1) / 32.0), Math.pow(2, index / 32.0)));
    }

    @Test
    void messagesWithIdsMakeNoSeries() {
        for (String kind : List.of(
                "status.find.is(201), but actually found ", "jsonPath($.id).find.is ", "j.n.ConnectException: ", "")) {
            for (int i = 0; i < 1_000; i++) {
                create.answered(1, Optional.empty(), Optional.of(kind + UUID.randomUUID()));
                create.answered(1, Optional.of("500"), Optional.of(kind + UUID.randomUUID()));
            }
        }

        assertThat(metrics.read().stream()
                        .map(MetricSnapshot::getDataPoints)
                        .mapToInt(List::size)
                        .sum())
                .isLessThan(10);
    }
}

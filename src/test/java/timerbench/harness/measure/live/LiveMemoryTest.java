package timerbench.harness.measure.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However long a run lasts, its metrics take as much memory as after its first minutes. */
class LiveMemoryTest {
    private static final int MOST_BUCKETS = 160;

    private final LiveMetrics metrics = new LiveMetrics();
    private final OperationMetrics create = metrics.operation("create", "POST");

    private Stream<HistogramDataPointSnapshot> histograms() {
        return metrics.read().stream()
                .filter(HistogramSnapshot.class::isInstance)
                .flatMap(metric -> ((HistogramSnapshot) metric).getDataPoints().stream());
    }

    @Test
    void aHistogramHasAFewBucketsWhateverItIsGiven() {
        for (long nanos = 1; nanos < 1_000_000_000_000L; nanos += nanos / 100 + 1) {
            metrics.startedLate(nanos);
            create.answered(nanos / 1_000_000, Optional.of("201"), Optional.empty());
        }

        assertThat(histograms().toList()).hasSize(2).allSatisfy(histogram -> {
            assertThat(histogram.getNativeBucketsForPositiveValues().size()).isBetween(20, MOST_BUCKETS);
            assertThat(histogram.getClassicBuckets().size()).isEqualTo(22);
        });
    }

    @Test
    void messagesWithIdsMakeNoSeries() {
        for (String kind : List.of("status.find.is(201), but actually found ", "jsonPath($.id).find.is ", "j.n.ConnectException: ", "")) {
            for (int i = 0; i < 1_000; i++) {
                create.answered(1, Optional.empty(), Optional.of(kind + UUID.randomUUID()));
                create.answered(1, Optional.of("500"), Optional.of(kind + UUID.randomUUID()));
            }
        }

        assertThat(metrics.read().stream().map(MetricSnapshot::getDataPoints).mapToInt(List::size).sum())
                .isLessThan(10);
    }
}

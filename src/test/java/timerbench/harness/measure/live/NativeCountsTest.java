package timerbench.harness.measure.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Percentile;
import timerbench.metrics.DurationHistogram;

class NativeCountsTest {
    private final Histogram histogram = DurationHistogram.of(new PrometheusRegistry(), "test", "A test.");

    private NativeCounts counts() {
        HistogramSnapshot snapshot = histogram.collect();
        return NativeCounts.of(snapshot.getDataPoints().get(0));
    }

    private void observe(int fromMillis, int toMillis) {
        IntStream.rangeClosed(fromMillis, toMillis).forEach(millis -> histogram.observe(millis / 1e3));
    }

    private static double at(NativeCounts counts, Percentile percentile) {
        return counts.at(percentile).orElseThrow();
    }

    @Test
    void aPercentileIsKnownToHalfABucket() {
        observe(1, 1_000);

        assertThat(counts().count()).isEqualTo(1_000);
        assertThat(at(counts(), Percentile.P50)).isCloseTo(0.5, withinPercentage(1.2));
        assertThat(at(counts(), Percentile.P95)).isCloseTo(0.95, withinPercentage(1.2));
        assertThat(at(counts(), Percentile.P99)).isCloseTo(0.99, withinPercentage(1.2));
    }

    @Test
    void aPercentileThatTheSampleDoesNotSupportIsMissing() {
        observe(1, 99);

        assertThat(counts().at(Percentile.P95)).isEmpty();
        assertThat(counts().at(Percentile.P50)).isPresent();
        assertThat(NativeCounts.NONE.at(Percentile.P50)).isEmpty();
    }

    @Test
    void zerosAreValues() {
        IntStream.range(0, 60).forEach(i -> histogram.observe(0));
        observe(1, 40);

        assertThat(at(counts(), Percentile.P50)).isZero();
        assertThat(at(counts(), Percentile.P95)).isCloseTo(0.035, withinPercentage(1.2));
    }

    @Test
    void whatWasCountedSinceIsTheRest() {
        observe(1, 500);
        NativeCounts before = counts();
        observe(2_000, 2_099);

        NativeCounts since = counts().since(before);
        assertThat(since.count()).isEqualTo(100);
        assertThat(at(since, Percentile.P50)).isCloseTo(2.049, withinPercentage(1.2));
        assertThat(since.plus(before).count()).isEqualTo(600);
    }
}

package timerbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    @Test
    void nativeBucketsStayNarrowHoweverManyThereAre() {
        Histogram histogram = DurationHistogram.of(new PrometheusRegistry(), "any", "Any.");

        for (double seconds = 1e-6; seconds < 60; seconds *= 1.02) {
            histogram.observe(seconds);
        }

        assertThat(histogram.collect().getDataPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getNativeSchema()).isEqualTo(5));
    }
}

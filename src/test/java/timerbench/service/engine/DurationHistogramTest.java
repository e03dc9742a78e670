package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    @Test
    void nativeBucketsStayNarrowHoweverManyThereAre() {
        Histogram histogram =
                DurationHistogram.of(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), "any", "Any.");

        for (double seconds = 1e-6; seconds < 60; seconds *= 1.02) {
            histogram.observe(seconds);
        }

        assertThat(histogram.collect().getDataPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getNativeSchema()).isEqualTo(5));
    }
}

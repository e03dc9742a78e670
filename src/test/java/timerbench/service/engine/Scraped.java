package timerbench.service.engine;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Set;
import timerbench.harness.targets.metrics.MetricsText;

/** Reads values as a scraper does. */
final class Scraped {
    private Scraped() {}

    /** Returns the value of a series; not a number if there is none. */
    static double value(PrometheusMeterRegistry registry, String metric, Map<String, String> labels) {
        return new MetricsText(Set.of(metric))
                .read(registry.scrape())
                .getOrDefault(new MetricsText.Series(metric, labels), Double.NaN);
    }

    /** Returns the value of a metric without labels. */
    static double value(PrometheusMeterRegistry registry, String metric) {
        return value(registry, metric, Map.of());
    }
}

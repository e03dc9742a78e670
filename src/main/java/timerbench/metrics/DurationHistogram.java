package timerbench.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/**
 * Creates the histograms of durations. Micrometer has no native histograms, so the Prometheus library makes them.
 * Scrapers that ask for protobuf get the native histogram beside the classic buckets, all others the buckets alone.
 */
public final class DurationHistogram {
    /** Upper bounds in seconds: OpenTelemetry's for HTTP, with finer ones below 5 ms and coarser ones above 10 s. */
    private static final double[] BOUNDS = {
        0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
        30, 60
    };

    /** Native buckets grow by 2 to the power of 1/32: quantiles are exact to about 1 %. */
    public static final int SCHEMA = 5;

    /**
     * At a limit the library doubles the width of the buckets, and then counts values below 1 s in the bucket above
     * theirs (client_java 2270). From 1 ms to 60 s there are 500 buckets.
     */
    private static final int NO_LIMIT = 0;

    private DurationHistogram() {}

    /**
     * Registers a histogram.
     *
     * @param name without its unit: {@code _seconds} is appended
     */
    public static Histogram of(PrometheusRegistry registry, String name, String help, String... labels) {
        return Histogram.builder()
                .name(name)
                .unit(Unit.SECONDS)
                .help(help)
                .labelNames(labels)
                .classicUpperBounds(BOUNDS)
                .nativeInitialSchema(SCHEMA)
                .nativeMaxNumberOfBuckets(NO_LIMIT)
                .withoutExemplars()
                .register(registry);
    }
}

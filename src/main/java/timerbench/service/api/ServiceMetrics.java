package timerbench.service.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import timerbench.service.engine.PendingCounts;
import timerbench.service.store.StoreInfo;

/**
 * The metrics of the service: under {@code /metrics}, and those that the database must count under
 * {@code /metrics/pending}.
 */
public final class ServiceMetrics implements AutoCloseable {
    private static final String OPERATION = "operation";

    /** Stands for the operation of requests that match none or have an unreadable head. */
    static final String NO_OPERATION = "none";

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Metrics that are slow to read. They are separate so that the others need not wait for them. */
    private final PrometheusMeterRegistry counted = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final JvmGcMetrics gc = new JvmGcMetrics();
    private volatile Runnable counting = () -> {};
    private final MeterProvider<Timer> requests = Timer.builder("timerbench.http.requests")
            .description("Time from a request's head to the last byte of its response")
            .serviceLevelObjectives(BUCKETS)
            .withRegistry(registry);
    private final MeterProvider<Counter> abandoned = Counter.builder("timerbench.http.abandoned")
            .description("Requests whose client left before the request was complete or answered")
            .withRegistry(registry);

    public ServiceMetrics() {
        abandoned.withTags(OPERATION, NO_OPERATION);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** Registers a gauge of 1 whose labels name the database and its durability settings. */
    public void describe(StoreInfo info) {
        Tags tags = Tags.of("database", info.database(), "version", info.version());
        for (var setting : info.durability().entrySet()) {
            tags = tags.and("durability_" + setting.getKey(), setting.getValue());
        }
        Gauge.builder("timerbench.store.info", () -> 1)
                .description("The database of the store; durability_* are its own settings")
                .tags(tags)
                .register(registry);
    }

    void answered(String operation, int status, long nanos) {
        requests.withTags(OPERATION, operation, "status", Integer.toString(status))
                .record(Duration.ofNanos(nanos));
    }

    void abandoned(String operation) {
        abandoned.withTags(OPERATION, operation).increment();
    }

    String scrape() {
        return registry.scrape();
    }

    /** Registers counts that are made anew whenever the counted metrics are read. */
    public void count(Function<MeterRegistry, PendingCounts> counts) {
        counting = counts.apply(counted)::count;
    }

    String scrapeCounted() {
        counting.run();
        return counted.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
        counted.close();
    }
}

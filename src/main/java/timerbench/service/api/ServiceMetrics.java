package timerbench.service.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.Unit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import timerbench.metrics.DurationHistogram;
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

    /** OpenTelemetry's word for a method that is unknown. What a client may invent is never a label. */
    private static final String OTHER_METHOD = "_OTHER";

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.DELETE,
            HttpMethod.CONNECT,
            HttpMethod.OPTIONS,
            HttpMethod.TRACE,
            HttpMethod.PATCH);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Metrics that are slow to read. They are separate so that the others need not wait for them. */
    private final PrometheusMeterRegistry counted = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private volatile Runnable counting = () -> {};
    private final Histogram requests = DurationHistogram.of(
            registry.getPrometheusRegistry(),
            "http_server_request_duration",
            "Time from a request's head to the last byte of its response",
            OPERATION,
            "http_request_method",
            "http_response_status_code");
    private final MeterProvider<Counter> abandoned = Counter.builder("timerbench.service.requests.abandoned")
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

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Registers a gauge of 1 whose labels name the database and its durability settings. */
    public void describe(StoreInfo info) {
        Tags tags = Tags.of("database", info.database(), "version", info.version());
        for (var setting : info.durability().entrySet()) {
            tags = tags.and("durability_" + setting.getKey(), setting.getValue());
        }
        Gauge.builder("timerbench.service.store.info", () -> 1)
                .description("The database of the store; durability_* are its own settings")
                .tags(tags)
                .register(registry);
    }

    /** Shows the requests of an operation as 0 until there is one: a rate needs the value before the first. */
    void expect(String operation, HttpMethod method, int status) {
        abandoned.withTags(OPERATION, operation);
        requests.initLabelValues(operation, word(method), Integer.toString(status));
    }

    void answered(String operation, HttpMethod method, int status, long nanos) {
        answered(operation, word(method), status, nanos);
    }

    /** Records the answer to a request whose head could not be read. */
    void answeredUnreadable(int status, long nanos) {
        answered(NO_OPERATION, OTHER_METHOD, status, nanos);
    }

    private void answered(String operation, String method, int status, long nanos) {
        requests.labelValues(operation, method, Integer.toString(status)).observe(Unit.nanosToSeconds(nanos));
    }

    private static String word(HttpMethod method) {
        return METHODS.contains(method) ? method.name() : OTHER_METHOD;
    }

    void abandoned(String operation) {
        abandoned.withTags(OPERATION, operation).increment();
    }

    /** A text or, in protobuf, bytes for a scraper. */
    record Page(String contentType, Buffer body) {}

    /** Returns the metrics in the format that the scraper's header {@code Accept} prefers; as text without it. */
    Page scrape(@Nullable String accept) {
        return page(registry, accept);
    }

    private Page page(PrometheusMeterRegistry metrics, @Nullable String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(bytes, metrics.getPrometheusRegistry().scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
        return new Page(writer.getContentType(), Buffer.buffer(bytes.toByteArray()));
    }

    /** Registers counts that are made anew whenever the counted metrics are read. */
    public void count(Function<MeterRegistry, PendingCounts> counts) {
        counting = counts.apply(counted)::count;
    }

    Page scrapeCounted(@Nullable String accept) {
        counting.run();
        return page(counted, accept);
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
        counted.close();
    }
}

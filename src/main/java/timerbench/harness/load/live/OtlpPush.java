package timerbench.harness.load.live;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import timerbench.harness.measure.live.LiveMetrics;

/**
 * Pushes the metrics of a run to a collector of OpenTelemetry: every few seconds, and when it is closed. A collector
 * that does not answer is reported once and never disturbs the run.
 */
public final class OtlpPush implements AutoCloseable {
    /** As often as the examples scrape. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Once more, a second later: the next push has all values, too. */
    private static final RetryPolicy AGAIN =
            RetryPolicy.builder().setMaxAttempts(2).build();

    /** For one push. The end of a run waits no longer for a collector. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Would report each failure. Held because a logger that nobody holds forgets its level. */
    private static final Logger EXPORTER = Logger.getLogger("io.opentelemetry.exporter");

    private final LiveMetrics metrics;
    private final URI url;
    private final Consumer<String> warn;
    private final OtlpHttpMetricExporter exporter;
    private final Resource resource = Resource.getDefault()
            .merge(Resource.create(Attributes.builder()
                    // What the examples for Prometheus call the job.
                    .put("service.name", "load-test")
                    // Runs at the same time are told apart.
                    .put("service.instance.id", UUID.randomUUID().toString())
                    .build()));
    private final long began = now();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "otlp-push");
        daemon.setDaemon(true);
        return daemon;
    });
    private boolean warned;

    OtlpPush(URI url, Map<String, String> headers, LiveMetrics metrics, Consumer<String> warn) {
        EXPORTER.setLevel(Level.OFF);
        this.url = url;
        this.metrics = metrics;
        this.warn = warn;
        OtlpHttpMetricExporterBuilder builder = OtlpHttpMetricExporter.builder()
                .setEndpoint(url.toString())
                .setCompression("gzip")
                .setTimeout(TIMEOUT)
                .setRetryPolicy(AGAIN);
        headers.forEach(builder::addHeader);
        this.exporter = builder.build();
    }

    /**
     * Returns what pushes once it is told to begin.
     *
     * @param warn receives why a push failed, once
     * @throws IllegalStateException if the environment gives headers that are none
     */
    public static OtlpPush to(URI url, LiveMetrics metrics, Consumer<String> warn) {
        return new OtlpPush(url, OtlpHeaders.ofEnvironment(), metrics, warn);
    }

    /** Pushes from now on. */
    public void begin() {
        begin(INTERVAL);
    }

    void begin(Duration interval) {
        var unused = thread.scheduleWithFixedDelay(this::push, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Pushes what is there now, and waits for the answer. */
    private synchronized void push() {
        try {
            OtlpMetric.Times times = new OtlpMetric.Times(began, now());
            List<MetricData> values = metrics.read().stream()
                    .map(metric -> OtlpMetric.of(metric, resource, times))
                    .toList();
            CompletableResultCode result = exporter.export(values).join(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
            if (!result.isSuccess()) {
                warn(reason(result));
            }
        } catch (RuntimeException e) {
            // The thread would push no more.
            warn(e.toString());
        }
    }

    private static String reason(CompletableResultCode result) {
        if (!(result.getFailureThrowable() instanceof HttpExportException failure)) {
            return result.isDone() ? "unknown reason" : "no answer";
        }
        return failure.failedWithResponse()
                ? "HTTP status " + failure.getResponse().getStatusCode()
                : String.valueOf(failure.getCause());
    }

    private void warn(String why) {
        if (!warned) {
            warned = true;
            warn.accept("warning: metrics could not be pushed to " + url + " (" + why
                    + "); the run goes on, and later failures are not reported");
        }
    }

    private static long now() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }

    /** Pushes the last values, and ends. */
    @Override
    public void close() {
        thread.shutdown();
        push();
        exporter.shutdown();
    }
}

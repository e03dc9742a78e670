package timerbench.harness.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.live.LiveMetrics;
import timerbench.harness.measure.live.LoadState;
import timerbench.harness.measure.live.OperationMetrics;
import timerbench.harness.measure.monitor.ProcessMonitor;

@Timeout(60)
class OtlpPushTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final LiveMetrics metrics = new LiveMetrics();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ExportMetricsServiceRequest> received = new LinkedBlockingQueue<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer collector;

    @BeforeEach
    void startCollector() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", this::receive);
        collector.start();
        metrics.load(new Steady());
    }

    @AfterEach
    void stopCollector() {
        collector.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            received.add(ExportMetricsServiceRequest.parseFrom(body));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
        } finally {
            exchange.close();
        }
    }

    private OtlpPush push(Map<String, String> given, Duration interval) {
        URI url = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics");
        OtlpPush push = new OtlpPush(url, given, metrics, warnings::add);
        push.begin(interval);
        return push;
    }

    private ResourceMetrics next() throws InterruptedException {
        ExportMetricsServiceRequest request = received.poll(30, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        return request.getResourceMetrics(0);
    }

    /** The samples of a push as lines of Prometheus' text. */
    private static List<String> lines(ResourceMetrics pushed) {
        List<String> lines = new ArrayList<>();
        for (Metric metric : pushed.getScopeMetrics(0).getMetricsList()) {
            for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
                lines.add(metric.getName() + labels(point.getAttributesList(), "") + " " + point.getAsDouble());
            }
            for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
                lines.add(metric.getName() + labels(point.getAttributesList(), "") + " " + point.getAsDouble());
            }
            for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
                lines.addAll(histogram(metric.getName(), point));
            }
        }
        return lines;
    }

    private static List<String> histogram(String name, HistogramDataPoint point) {
        List<String> lines = new ArrayList<>();
        long cumulative = 0;
        for (int i = 0; i < point.getBucketCountsCount(); i++) {
            cumulative += point.getBucketCounts(i);
            String bound = i < point.getExplicitBoundsCount() ? Double.toString(point.getExplicitBounds(i)) : "+Inf";
            lines.add(name + "_bucket" + labels(point.getAttributesList(), bound) + " " + cumulative);
        }
        lines.add(name + "_count" + labels(point.getAttributesList(), "") + " " + point.getCount());
        lines.add(name + "_sum" + labels(point.getAttributesList(), "") + " " + point.getSum());
        return lines;
    }

    private static String labels(List<KeyValue> attributes, String bound) {
        String labels = attributes.stream()
                .map(label -> label.getKey() + "=\"" + label.getValue().getStringValue() + "\"")
                .collect(Collectors.joining(","));
        String with = bound.isEmpty() ? labels : labels + (labels.isEmpty() ? "" : ",") + "le=\"" + bound + "\"";
        return with.isEmpty() ? "" : "{" + with + "}";
    }

    private List<String> scraped() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, metrics.read());
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void theLastPushHasEveryValueOfTheRegistry() throws IOException, InterruptedException {
        OperationMetrics create = metrics.operation("create", "POST");
        create.expect(201);
        Consumer<Ledger.Event> unused = metrics.callbacks(() -> 7, () -> 3);
        OtlpPush push = push(Map.of(), NEVER);
        assertThat(lines(next())).contains("timerbench_requests_sent_total{operation=\"create\"} 0.0");

        for (int millis = 0; millis < 20_000; millis += 7) {
            create.sent(true);
            create.answered(
                    millis,
                    Optional.of("201"),
                    millis % 10 == 0 ? Optional.of("status.find.is(200)") : Optional.empty());
            metrics.startedLate(millis * 1_000L);
        }
        push.close();

        ResourceMetrics last = next();
        assertThat(lines(last))
                .contains("timerbench_requests_sent_total{operation=\"create\"} 2858.0")
                .containsExactlyInAnyOrderElementsOf(scraped());
        assertThat(last.getScopeMetrics(0).getMetricsList())
                .allSatisfy(metric -> assertThat(metric.getDescription()).isNotEmpty())
                .filteredOn(Metric::hasSum)
                .isNotEmpty()
                .allSatisfy(metric -> {
                    assertThat(metric.getSum().getIsMonotonic()).isTrue();
                    assertThat(metric.getSum().getAggregationTemporality())
                            .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
                });
        assertThat(last.getResource().getAttributesList()).anySatisfy(attribute -> {
            assertThat(attribute.getKey()).isEqualTo("service.name");
            assertThat(attribute.getValue().getStringValue()).isEqualTo("load-test");
        });
        assertThat(warnings).isEmpty();
    }

    @Test
    void valuesArePushedAgainAndAgainSinceTheSameBegin() throws InterruptedException {
        OtlpPush push = push(Map.of(), Duration.ofMillis(1));
        try (push) {
            NumberDataPoint first = scheduled(next());
            NumberDataPoint second = scheduled(next());

            assertThat(second.getStartTimeUnixNano()).isEqualTo(first.getStartTimeUnixNano());
            assertThat(second.getTimeUnixNano()).isGreaterThan(first.getTimeUnixNano());
            assertThat(first.getTimeUnixNano()).isGreaterThanOrEqualTo(first.getStartTimeUnixNano());
            assertThat(Duration.between(Instant.ofEpochSecond(0, second.getTimeUnixNano()), Instant.now()))
                    .isBetween(Duration.ZERO, Duration.ofSeconds(30));
        }
    }

    private NumberDataPoint scheduled(ResourceMetrics pushed) {
        return pushed.getScopeMetrics(0).getMetricsList().stream()
                .filter(metric -> metric.getName().equals("timerbench_process_cpu_seconds_total"))
                .findAny()
                .orElseThrow()
                .getSum()
                .getDataPoints(0);
    }

    @Test
    void headersComeFromTheEnvironment() {
        push(OtlpHeaders.of("api-key=a%2Cb+c=, X-Scope-OrgID=me"), NEVER).close();

        assertThat(headers)
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent)
                        .containsEntry("Api-key", List.of("a,b+c="))
                        .containsEntry("X-scope-orgid", List.of("me")));
    }

    @Test
    void headersThatAreNoneAreRefusedWithoutBeingQuoted() {
        assertThat(OtlpHeaders.of(null)).isEmpty();
        assertThat(OtlpHeaders.of(" ")).isEmpty();
        assertThatThrownBy(() -> OtlpHeaders.of("a=b,Bearer hidden"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS: header 2 is not name=value")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aCollectorThatRefusesIsReportedOnceAndWithoutTheHeaders() throws InterruptedException {
        status = 403;
        OtlpPush push = push(Map.of("api-key", "hidden"), Duration.ofMillis(1));
        try (push) {
            for (int i = 0; i < 5; i++) {
                next();
            }
        }

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("/v1/metrics")
                .contains("(HTTP status 403)")
                .doesNotContain("hidden");
    }

    @Test
    void aCollectorThatIsDownIsReportedOnceAndDelaysTheEndByAFewSecondsAtMost() {
        collector.stop(0);
        long begin = System.nanoTime();

        push(Map.of(), Duration.ofMillis(1)).close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("warning: metrics could not be pushed to http://127.0.0.1:")
                .contains("ConnectException")
                .contains("; the run goes on, and later failures are not reported");
    }

    @Test
    void aCollectorThatComesLaterGetsTheLastValues() throws IOException, InterruptedException {
        int port = collector.getAddress().getPort();
        collector.stop(0);
        OtlpPush push = push(Map.of(), NEVER);
        metrics.operation("create", "POST").sent(true);
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        collector.createContext("/v1/metrics", this::receive);
        collector.start();

        push.close();

        ResourceMetrics last = next();
        for (ExportMetricsServiceRequest more = received.poll(); more != null; more = received.poll()) {
            last = more.getResourceMetrics(0);
        }
        assertThat(lines(last)).contains("timerbench_requests_sent_total{operation=\"create\"} 1.0");
    }

    /** A load that does not change. */
    private static final class Steady implements LoadState {
        @Override
        public Optional<RunInfo> run() {
            return Optional.of(new RunInfo("run-1", "creation", "ci", "memory"));
        }

        @Override
        public Set<String> phases() {
            return Set.of("start", "hold", "end");
        }

        @Override
        public String phase() {
            return "hold";
        }

        @Override
        public Duration timeLeft() {
            return Duration.ofSeconds(9);
        }

        @Override
        public OptionalDouble rateAsked() {
            return OptionalDouble.of(100);
        }

        @Override
        public Map<String, ProcessMonitor.Reading> processes() {
            return Map.of("generator", new ProcessMonitor.Reading(2.5, 1_000_000));
        }
    }
}

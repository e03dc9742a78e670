package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;

/** What a started service serves before its first request, and what the page about its metrics promises. */
class ServiceMetricsPageTest {
    private static final Path PAGE = Path.of("docs/service-metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\|([^|]*)\\| [^|]+ \\|$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    private final LocalService service = new LocalService(MemoryStore.open(new Shards(4)), Dialect.GROUPS);

    /** @param labels without {@code le} and those of the database's durability, which differ */
    private record Metric(String type, Set<String> labels) {}

    @AfterEach
    void close() {
        service.close();
    }

    private HttpResponse<byte[]> get(String path, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("Accept", accept)
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    private String text() {
        return new String(get("/metrics", "text/plain").body(), StandardCharsets.UTF_8)
                + new String(get("/metrics/pending", "text/plain").body(), StandardCharsets.UTF_8);
    }

    private static Map<String, Metric> served(String text) {
        Map<String, Metric> metrics = new TreeMap<>();
        TYPE.matcher(text)
                .results()
                .filter(type -> type.group(1).matches("(timerbench|http)_.*"))
                .forEach(type -> metrics.put(type.group(1), new Metric(type.group(2), labels(text, type.group(1)))));
        return metrics;
    }

    private static Set<String> labels(String text, String metric) {
        Pattern series = Pattern.compile("^" + metric + "(_bucket|_count|_sum)?\\{.*");
        return text.lines()
                .filter(line -> series.matcher(line).matches())
                .flatMap(line -> LABEL.matcher(line).results())
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le") && !label.startsWith("durability_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Metric> documented() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .filter(row -> !row.group(1).contains("dynamodb"))
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> new Metric(row.group(2), codes(row)),
                        (one, other) -> {
                            throw new AssertionError("two rows of a metric");
                        },
                        TreeMap::new));
    }

    private static Set<String> codes(MatchResult row) {
        return CODE.matcher(row.group(3))
                .results()
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aStartedServiceHasTheMetricsAndLabelsOfThePageAndNoOthers() throws IOException {
        assertThat(served(text())).isEqualTo(documented());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http_server_request_duration_seconds_count"
                        + "{http_request_method=\"POST\",http_response_status_code=\"201\",operation=\"create\"} 0",
                "http_server_request_duration_seconds_count"
                        + "{http_request_method=\"GET\",http_response_status_code=\"200\",operation=\"get\"} 0",
                "http_server_request_duration_seconds_count"
                        + "{http_request_method=\"GET\",http_response_status_code=\"200\",operation=\"list\"} 0",
                "http_server_request_duration_seconds_count"
                        + "{http_request_method=\"PUT\",http_response_status_code=\"200\",operation=\"update\"} 0",
                "http_server_request_duration_seconds_count"
                        + "{http_request_method=\"DELETE\",http_response_status_code=\"204\",operation=\"delete\"} 0",
                "http_server_request_duration_seconds_count"
                        + "{http_request_method=\"POST\",http_response_status_code=\"503\",operation=\"create\"} 0",
                "http_server_request_duration_seconds_count"
                        + "{http_request_method=\"POST\",http_response_status_code=\"500\",operation=\"create\"} 0",
                "timerbench_service_requests_abandoned_total{operation=\"create\"} 0.0",
                "timerbench_service_lateness_seconds_count 0",
                "timerbench_service_callback_duration_seconds_count{outcome=\"succeeded\"} 0",
                "timerbench_service_callback_duration_seconds_count{outcome=\"rescheduled\"} 0",
                "timerbench_service_callback_duration_seconds_count{outcome=\"refused\"} 0",
                "timerbench_service_callback_duration_seconds_count{outcome=\"failed\"} 0",
                "timerbench_service_callback_duration_seconds_count{outcome=\"withdrawn\"} 0",
                "timerbench_service_timers_pending 0.0",
                "timerbench_service_timers_waiting 0.0",
                "timerbench_service_timers_due 0.0",
                "timerbench_service_timers_deferred_total 0.0",
                "timerbench_service_timers_given_up_total 0.0",
                "timerbench_service_shards_owned 4.0",
                "timerbench_shard_fired_total{shard=\"3\"} 0.0",
                "timerbench_shard_lateness_seconds_count{shard=\"3\"} 0",
                "timerbench_shard_lateness_seconds_sum{shard=\"3\"} 0.0",
                "timerbench_shard_stored{shard=\"3\"} 0.0",
            })
    void aSeriesIsThereBeforeItsFirstEvent(String line) {
        assertThat(text().lines()).contains(line);
    }

    @Test
    void theFormatIsTheOneThatTheScraperAsksFor() {
        String protobuf = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
        for (String path : Set.of("/metrics", "/metrics/pending")) {
            assertThat(get(path, protobuf).headers().firstValue("Content-Type").orElseThrow())
                    .as(path)
                    .startsWith("application/vnd.google.protobuf");
            assertThat(get(path, "*/*").headers().firstValue("Content-Type"))
                    .as(path)
                    .contains("text/plain; version=0.0.4; charset=utf-8");
        }
    }

    @Test
    void theMetricsOfTheJvmAreThoseThatThePageNames() throws IOException {
        Set<String> named = CODE.matcher(Files.readString(PAGE))
                .results()
                .map(code -> code.group(1))
                .filter(name -> name.matches("(jvm|process|system)_.*"))
                // There may have been no collection yet.
                .filter(name -> !name.equals("jvm_gc_pause_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isNotEmpty();
        assertThat(TYPE.matcher(text()).results().map(type -> type.group(1))).containsAll(named);
    }
}

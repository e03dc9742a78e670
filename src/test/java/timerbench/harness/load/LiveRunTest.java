package timerbench.harness.load;

import static io.gatling.javaapi.http.HttpDsl.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gatling.core.Predef$;
import io.gatling.core.config.GatlingConfiguration$;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import timerbench.harness.show.RunEnd;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;

class LiveRunTest {
    private static final RunEnd END =
            new RunEnd(RunEnd.Ending.PASS, 0, "callback", "smoke", List.of(), List.of(), Optional.empty(), List.of());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void configureGatling() {
        if (Predef$.MODULE$._configuration() == null) {
            Predef$.MODULE$._configuration_$eq(GatlingConfiguration$.MODULE$.load());
        }
    }

    private static HttpRequestActionBuilder advance() {
        return http("advance").httpRequest("PUT", "/groups/g/timers/t");
    }

    private LiveRun open(String port) {
        return openWith("live.port", port);
    }

    private LiveRun openWith(String key, String value) {
        Settings settings = Settings.load().with(Map.of(Settings.key(key), value));
        Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false, Map.of());
        return LiveRun.open(settings, Dialect.load("groups"), console);
    }

    private String url() {
        return printed.toString(StandardCharsets.UTF_8).strip().replaceFirst("(?s).* ", "");
    }

    private String scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url())).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void whatARunSendsIsThereAtZeroBeforeTheTargetIsStarted() throws IOException, InterruptedException {
        LiveRun live = open("0");
        live.expect(Set.of("create", "advance"), Optional.empty());

        assertThat(url()).matches("http://127\\.0\\.0\\.1:\\d+/metrics");
        assertThat(scrape())
                .contains("timerbench_requests_sent_total{operation=\"create\"} 0.0\n")
                .contains("http_client_request_duration_seconds_count{error_type=\"\",http_request_method=\"POST\","
                        + "http_response_status_code=\"201\",operation=\"create\"} 0\n")
                .doesNotContain("advance");

        assertThat(live.operation("advance", advance(), true)).isPresent();
        assertThat(scrape())
                .contains("http_client_request_duration_seconds_count{error_type=\"\",http_request_method=\"PUT\","
                        + "http_response_status_code=\"200\",operation=\"advance\"} 0\n");
        live.end(END, true);
    }

    @Test
    @Timeout(30)
    void whenNobodyComesItClosesAtTheEnd() {
        LiveRun live = open("0");

        live.end(END, true);

        assertThatThrownBy(this::scrape).isInstanceOf(ConnectException.class);
    }

    @Test
    void withoutAPortNothingIsObserved() {
        LiveRun live = open("");
        live.expect(Set.of("create"), Optional.empty());

        assertThat(live.operation("advance", advance(), true)).isEmpty();
        assertThat(printed.size()).isZero();
        live.end(END, true);
    }

    @Test
    @Timeout(30)
    void withoutAPortACollectorGetsTheMetricsAllTheSame() throws IOException {
        BlockingQueue<String> paths = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        LiveRun live = openWith(
                "live.otlp", "http://127.0.0.1:" + collector.getAddress().getPort());

        live.expect(Set.of("create"), Optional.empty());
        live.end(END, false);

        assertThat(live.operation("advance", advance(), true)).isPresent();
        assertThat(paths).isNotEmpty().containsOnly("/v1/metrics");
        assertThat(printed.size()).isZero();
        collector.stop(0);
    }
}

package timerbench.harness.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import timerbench.harness.measure.live.OperationMetrics;

class LiveEndpointTest {
    private final LiveEndpoint endpoint = open("0").orElseThrow();

    private static Optional<LiveEndpoint> open(String port) {
        return LiveEndpoint.open(new LiveSettings(port, "127.0.0.1", Duration.ofHours(1), ""));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> scrape(String accept) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url()));
        return send(accept.isEmpty() ? request : request.header("Accept", accept));
    }

    private static String type(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void withoutAPortThereIsNoEndpoint() {
        assertThat(open("")).isEmpty();
    }

    @Test
    void whoAsksForNothingElseGetsPrometheusText() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = scrape("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).startsWith("text/plain; version=0.0.4");
        assertThat(text(answer))
                .contains("timerbench_start_lag_seconds_count 0")
                .doesNotContain("# EOF");
    }

    @Test
    void whoAsksForOpenMetricsGetsIt() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = scrape("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2");

        assertThat(type(answer)).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(text(answer))
                .contains("timerbench_start_lag_seconds_count 0")
                .endsWith("# EOF\n");
    }

    @Test
    void whoAsksForNativeHistogramsGetsTheProtobuf() throws IOException, InterruptedException {
        OperationMetrics create = endpoint.metrics().operation("create", "POST");
        create.answered(26, Optional.of("201"), Optional.empty());

        HttpResponse<byte[]> answer = scrape(
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,"
                        + "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1");

        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        new PrometheusProtobufWriter().write(expected, endpoint.metrics().read());
        assertThat(type(answer)).startsWith("application/vnd.google.protobuf");
        assertThat(answer.body()).hasSizeGreaterThan(100).hasSameSizeAs(expected.toByteArray());
    }

    @Test
    void anotherPathOrMethodIsRefused() throws IOException, InterruptedException {
        URI metrics = URI.create(endpoint.url());

        assertThat(send(HttpRequest.newBuilder(metrics.resolve("/other"))).statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> deleted = send(HttpRequest.newBuilder(metrics).DELETE());
        assertThat(deleted.statusCode()).isEqualTo(405);
        assertThat(deleted.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void thePageReadsNothingButItsOwnEvents() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(endpoint.page())));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'");
        assertThat(text(answer)).contains("new EventSource('events')");
    }

    @Test
    void pagesOfOtherSitesMayNotReadIt() throws IOException, InterruptedException {
        for (String path : List.of("/events", "/metrics")) {
            URI address = URI.create(endpoint.url()).resolve(path);
            HttpResponse<byte[]> refused = send(HttpRequest.newBuilder(address).header("Sec-Fetch-Site", "cross-site"));

            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
        HttpRequest.Builder link = HttpRequest.newBuilder(URI.create(endpoint.page()))
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate");
        assertThat(send(link).statusCode()).isEqualTo(200);
    }

    @Test
    void aNameThatSomebodyElsePointsAtThisMachineIsRefused() throws IOException {
        assertThat(statusFor("rebound.example")).contains("403");
        assertThat(statusFor("rebound.example:80")).contains("403");
        for (String name : List.of("127.0.0.1:9095", "localhost:9095", "LOCALHOST", "[::1]:9095")) {
            assertThat(statusFor(name)).as(name).contains("200");
        }
    }

    private String statusFor(String host) throws IOException {
        URI address = URI.create(endpoint.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Timeout(30)
    void anOpenPageGetsTheEndBeforeTheEndpointCloses() throws IOException, InterruptedException {
        HttpRequest events = HttpRequest.newBuilder(URI.create(endpoint.url()).resolve("/events"))
                .build();
        HttpResponse<Stream<String>> stream = HttpClient.newHttpClient().send(events, BodyHandlers.ofLines());
        var unused = endpoint.end("{\"headline\":\"PASS\"}");
        endpoint.close();

        assertThat(stream.body()).contains("event: ended", "data: {\"headline\":\"PASS\"}");
    }

    @Test
    @Timeout(30)
    void theLastValuesAreReadableUntilTwoScrapesHaveComeAfterTheEnd() throws IOException, InterruptedException {
        Duration most = endpoint.end("{}");
        var first = scrape("");
        var second = scrape("");

        endpoint.linger(most);

        assertThat(most).isEqualTo(Duration.ofHours(1));
        assertThat(first.statusCode()).isEqualTo(second.statusCode()).isEqualTo(200);
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> open(port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("live metrics cannot listen on 127.0.0.1:" + port)
                    .hasMessageContaining("timerbench.live.port");
        }
    }
}

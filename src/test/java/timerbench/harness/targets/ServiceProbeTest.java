package timerbench.harness.targets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import timerbench.Ipv6;
import timerbench.harness.run.Database;
import timerbench.harness.targets.dialect.Dialect;

class ServiceProbeTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(String path, int status, String body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
    }

    private void awaitReady(Optional<String> token) {
        new ServiceProbe(url, Dialect.load("groups"), token).awaitReady(AT_ONCE);
    }

    @Test
    void aServiceThatIsReadyAndTakesTheTokenPasses() {
        answers("/health/ready", 200, "");
        server.createContext("/groups", exchange -> {
            boolean right = "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(right ? 200 : 403, -1);
            exchange.close();
        });
        awaitReady(Optional.of("right"));
        assertThatThrownBy(() -> awaitReady(Optional.of("wrong")))
                .isInstanceOf(TargetException.class)
                .hasMessage("target " + url + " answered 403: it refuses the token in API_TOKEN");
    }

    @Test
    void aNameWhoseFirstAddressRefusesIsTriedAtItsOthers() throws IOException {
        Ipv6.require();
        server.stop(0);
        server = HttpServer.create(new InetSocketAddress(Ipv6.loopback(), 0), 0);
        answers("/health/ready", 200, "");
        server.start();
        int port = server.getAddress().getPort();
        ServiceProbe probe = new ServiceProbe("http://localhost:" + port, Dialect.load("groups"), Optional.empty());
        probe.awaitReady(AT_ONCE);
        assertThat(probe.url()).isEqualTo("http://[::1]:" + port);
    }

    @Test
    void aNameWhoseFirstAddressAnswersIsKept() {
        answers("/health/ready", 200, "");
        String name = url.replace("127.0.0.1", "localhost");
        ServiceProbe probe = new ServiceProbe(name, Dialect.load("groups"), Optional.empty());
        probe.awaitReady(AT_ONCE);
        assertThat(probe.url()).isEqualTo(name);
    }

    @Test
    void aServiceThatIsNotReadyIsReportedWithItsAnswer() {
        answers("/health/ready", 503, "");
        assertThatThrownBy(() -> awaitReady(Optional.empty()))
                .hasMessage("target " + url + " was not ready within 0 s: GET /health/ready answered 503");
    }

    @Test
    void aRequiredTokenIsReportedWithItsVariable() {
        answers("/health/ready", 200, "");
        answers("/groups", 401, "");
        assertThatThrownBy(() -> awaitReady(Optional.empty())).hasMessageContaining("requires a token; set API_TOKEN");
    }

    @Test
    void theDatabaseIsTheOneThatTheServiceReports() {
        answers("/metrics", 200, """
                # TYPE timerbench_service_store_info gauge
                timerbench_service_store_info{database="PostgreSQL",durability_fsync="on",durability_odd="{a}",version="18.6"} 1.0
                """);
        assertThat(new ServiceProbe(url, Dialect.load("groups"), Optional.empty()).database())
                .contains(new Database("PostgreSQL", Optional.of("18.6"), Map.of("fsync", "on", "odd", "{a}")));
    }

    @Test
    void aServiceWithoutThatMetricHasNoKnownDatabase() {
        answers("/metrics", 404, "");
        assertThat(new ServiceProbe(url, Dialect.load("groups"), Optional.empty()).database())
                .isEmpty();
    }

    @Test
    void aServiceThatDiesDuringTheProbeIsReportedWithTheReason() {
        answers("/health/ready", 200, "");
        server.createContext("/groups", HttpExchange::close);
        assertThatThrownBy(() -> awaitReady(Optional.empty()))
                .isInstanceOf(TargetException.class)
                .hasMessage(
                        "target " + url + " stopped answering: the connection was closed before the end of the answer");
        ServiceProbe probe = new ServiceProbe(url, Dialect.load("groups"), Optional.empty());
        server.stop(0);
        assertThatThrownBy(probe::database)
                .isInstanceOf(TargetException.class)
                .hasMessage("target " + url + " stopped answering: connection refused");
    }
}

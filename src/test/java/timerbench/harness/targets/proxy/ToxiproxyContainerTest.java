package timerbench.harness.targets.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testcontainers.DockerClientFactory;
import timerbench.address.HostPort;
import timerbench.harness.targets.docker.Docker;
import timerbench.settings.Settings;

/** On Linux, where the engine's network is this machine's. */
@EnabledOnOs(OS.LINUX)
class ToxiproxyContainerTest {
    private static final Duration START = Duration.ofSeconds(60);

    @Test
    void aContainerOfItsImageHasLinksAndIsGoneWhenItIsClosed() throws Exception {
        String image = Docker.image(
                "TIMER_BENCH_TOXIPROXY_IMAGE",
                Settings.defaultOf("timerbench.toxiproxy.image").toString());
        HttpServer upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        upstream.start();
        try (Toxiproxy toxiproxy = Toxiproxy.answering(ToxiproxyServer.inContainer(image, START), START)) {
            Link link = toxiproxy.link(
                    "contained",
                    new HostPort("127.0.0.1", 0),
                    new HostPort("127.0.0.1", upstream.getAddress().getPort()));
            link.slow(Duration.ofMillis(80));
            long start = System.nanoTime();
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(link.address().http()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        } finally {
            upstream.stop(0);
        }
        assertThat(DockerClientFactory.lazyClient().listContainersCmd().withShowAll(true).exec().stream()
                        .filter(container -> container.getImage().equals(image)))
                .isEmpty();
    }
}

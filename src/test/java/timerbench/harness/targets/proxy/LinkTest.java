package timerbench.harness.targets.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import timerbench.address.HostPort;
import timerbench.harness.targets.process.DatabaseException;

/** Links of a real Toxiproxy to a server in this process. */
class LinkTest {
    private static final HostPort ANYWHERE = new HostPort("127.0.0.1", 0);
    private static final Duration START = Duration.ofSeconds(60);

    private static Toxiproxy toxiproxy;
    private static HttpServer upstream;

    @BeforeAll
    static void start() throws IOException {
        toxiproxy = Toxiproxy.start(RealToxiproxy.settings(), START);
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        upstream.start();
    }

    @AfterAll
    static void stop() {
        if (toxiproxy != null) {
            toxiproxy.close();
            upstream.stop(0);
        }
    }

    private static Link link(String name) {
        return toxiproxy.link(
                name, ANYWHERE, new HostPort("127.0.0.1", upstream.getAddress().getPort()));
    }

    private static int get(HttpClient client, Link link, Duration patience) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(link.address().http()))
                .timeout(patience)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aLinkLeadsToItsUpstream() throws Exception {
        assertThat(get(HttpClient.newHttpClient(), link("plain"), START)).isEqualTo(204);
    }

    @Test
    void aSlowLinkAddsItsLatencyToEachRoundTripUntilItIsHealed() throws Exception {
        Link link = link("slow");
        HttpClient client = HttpClient.newHttpClient();
        get(client, link, START);
        link.slow(Duration.ofMillis(80));

        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertThat(get(client, link, START)).isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }

        link.heal();
        link.slow(Duration.ofMinutes(1));
        link.heal();
        assertThat(get(client, link, START)).isEqualTo(204);
    }

    @Test
    void aCutLinkCarriesNothingUntilItIsHealed() throws Exception {
        Link link = link("cut");
        HttpClient open = HttpClient.newHttpClient();
        get(open, link, START);
        link.cut();

        for (HttpClient client : new HttpClient[] {open, HttpClient.newHttpClient()}) {
            assertThatThrownBy(() -> get(client, link, Duration.ofMillis(300)))
                    .isInstanceOf(HttpTimeoutException.class);
        }
        link.heal();

        assertThat(get(HttpClient.newHttpClient(), link, START)).isEqualTo(204);
    }

    @Test
    void aLinkThatCannotListenSaysWhere() {
        HostPort taken = link("first").address();

        assertThatThrownBy(() -> toxiproxy.link("second", taken, ANYWHERE))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Toxiproxy refused POST")
                .hasMessageContaining("address already in use");
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws Exception {
        Toxiproxy own = Toxiproxy.start(RealToxiproxy.settings(), START);
        ProcessHandle process = own.process();
        assertThat(process.isAlive()).isTrue();

        own.close();
        own.close();

        process.onExit().get(10, TimeUnit.SECONDS);
    }
}

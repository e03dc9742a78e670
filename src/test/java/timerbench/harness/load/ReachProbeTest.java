package timerbench.harness.load;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.settings.Settings;

/** A service that calls at once, at a URL that a test makes of the one it was given. */
class ReachProbeTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<String> malformed = new CopyOnWriteArrayList<>();
    private HttpServer service;
    private volatile UnaryOperator<String> calls = url -> "";

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            String url = body.startsWith("{") ? calls.apply(body.replaceFirst(".*\"url\":\"([^\"]*)\".*", "$1")) : "";
            if (!url.isEmpty()) {
                var unused = client.sendAsync(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"x\":1}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private void probe(Duration timeout) throws IOException {
        Path dialect = Files.writeString(folder.resolve("own.conf"), """
                create {
                  method = POST, path = "/timers", done.status = 200
                  body { id = "{timerId}", url = "{callbackUrl}?ref={reference}&token=s3cret" }
                }
                callback.reference = "?ref"
                """);
        Settings settings = Settings.load()
                .with(Settings.byKey(Map.of(
                        "target",
                        "http://127.0.0.1:" + service.getAddress().getPort(),
                        "dialect",
                        dialect.toString())));
        ReachProbe probe = new ReachProbe(
                new Receiver.Listener() {
                    @Override
                    public void arrived(Receiver.Callback callback, Instant arrival, Reply reply) {
                        arrived.add(callback.timerId());
                    }

                    @Override
                    public void malformed(String why, Instant arrival) {
                        malformed.add(why);
                    }
                },
                new ReceiverSettings.Probe(Duration.ZERO, timeout));
        ReceiverSettings receiving = new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL);
        try (Target target = Target.open(settings, Target.dialect(settings));
                Receiver receiver = Receiver.start(receiving, target.dialect().callback(), Clock.systemUTC(), probe)) {
            probe.require(target, receiver);
        }
    }

    @Test
    void aCallbackOfItsOwnIsKeptFromTheOthers() throws IOException {
        calls = url -> url;
        probe(Duration.ofSeconds(20));
        assertThat(arrived).isEmpty();
        assertThat(malformed).isEmpty();
    }

    @Test
    void whatCameAndWasRefusedIsQuotedWithoutSecretsAndOnlyThere() {
        calls = url -> url.replaceFirst("ref=[^&]*&", "");
        assertThatThrownBy(() -> probe(Duration.ofSeconds(2)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining(
                        "is not a callback of its dialect: ?ref: missing in POST /callback/ok?token=***" + " {\"x\":1}")
                .hasMessageNotContaining("s3cret");
        assertThat(malformed).as("goes into the results").containsExactly("?ref: missing");
    }

    @Test
    void aCallbackOfAnotherTimerIsNamed() {
        calls = url -> url.replaceFirst("ref=[^&]*", "ref=another");
        assertThatThrownBy(() -> probe(Duration.ofSeconds(2)))
                .hasMessageContaining("are of other timers, such as another; its own is ");
    }

    @Test
    void ifNothingCameTheSettingsAreNamed() {
        assertThatThrownBy(() -> probe(Duration.ofMillis(50)))
                .hasMessageContaining("no callback came to the receiver at http://127.0.0.1:")
                .hasMessageContaining("timerbench.receiver.probe.timeout");
    }
}

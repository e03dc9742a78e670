package timerbench.harness.measure.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.UncaughtFailures;
import timerbench.harness.targets.dialect.Dialect;

/**
 * A failure of the receiver is the harness's own: requests that it leaves unanswered would be blamed on the target.
 */
class ReceiverFailureTest {
    private static final String CALLBACK =
            "{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T00:00:00Z\",\"attempt\":1}";

    private final UncaughtFailures failures = new UncaughtFailures();
    private final AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});
    private final Receiver receiver = Receiver.start(
            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
            Dialect.load("groups").callback(),
            Clock.systemUTC(),
            (CallbacksOnly) (callback, arrival, reply) -> listener.get().run());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        receiver.close();
        failures.close();
    }

    private HttpRequest callback() {
        return HttpRequest.newBuilder(URI.create(receiver.url(new Behaviour.Ok())))
                .POST(HttpRequest.BodyPublishers.ofString(CALLBACK))
                .build();
    }

    @Test
    void aListenerThatThrowsIsReported() throws InterruptedException {
        IllegalStateException thrown = new IllegalStateException("on purpose");
        listener.set(() -> {
            throw thrown;
        });
        var unused = http.sendAsync(callback(), HttpResponse.BodyHandlers.discarding());
        assertThat(failures.next()).isSameAs(thrown);
    }

    @Test
    void aClientThatLeavesInMidBodyIsNotAFailureOfTheReceiver() throws Exception {
        URI address = URI.create(receiver.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write("POST /callback/ok HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
        }
        HttpResponse<Void> answer = http.send(callback(), HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(failures.isEmpty()).isTrue();
    }
}

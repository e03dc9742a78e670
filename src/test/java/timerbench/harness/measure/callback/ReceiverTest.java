package timerbench.harness.measure.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.Ipv6;
import timerbench.MovedClock;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.dialect.Dialect;

class ReceiverTest {
    private static final String GOOD =
            "{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T01:00:00.000001+01:00\",\"attempt\":2,"
                    + "\"payload\":{\"attempt\":[9]}}";

    private record Arrived(Receiver.Callback callback, Instant arrival, Reply reply) {}

    private final MovedClock clock = new MovedClock();
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final List<String> malformed = new CopyOnWriteArrayList<>();

    private final Receiver.Listener listener = new Receiver.Listener() {
        @Override
        public void arrived(Receiver.Callback callback, Instant arrival, Reply reply) {
            arrived.add(new Arrived(callback, arrival, reply));
        }

        @Override
        public void malformed(String why, Instant arrival) {
            assertThat(arrival).isEqualTo(clock.instant());
            malformed.add(why);
        }
    };

    private final Receiver receiver = Receiver.start(
            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
            Dialect.load("groups").callback(),
            clock,
            listener);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        receiver.close();
    }

    private HttpResponse<String> post(String url, String body, Duration timeout) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(Behaviour behaviour, String body) throws Exception {
        return post(receiver.url(behaviour), body, Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callback/ok", "/callback/refuse", "/callback/hang/9", "/callback/delay/600000ms"})
    void whileItRefusesEveryCallbackFailsAndIsRecordedAsFailed(String path) throws Exception {
        receiver.refuse(true);
        assertThat(post(receiver.address() + path, GOOD, Duration.ofSeconds(20)).statusCode())
                .isEqualTo(503);
        assertThat(arrived).extracting(Arrived::reply).containsExactly(new Reply.Failure());

        receiver.refuse(false);
        assertThat(post(new Behaviour.Ok(), GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void aCallbackIsTakenInWithItsArrivalAndItsReply() throws Exception {
        assertThat(post(new Behaviour.Ok(), GOOD).statusCode()).isEqualTo(200);
        assertThat(arrived)
                .containsExactly(new Arrived(
                        new Receiver.Callback(
                                "g",
                                "t",
                                Optional.of(Instant.parse("2030-01-01T00:00:00.000001Z")),
                                2,
                                true,
                                PayloadHash.of("{\"attempt\":[9]}")),
                        clock.instant(),
                        new Reply.Success()));
        assertThat(malformed).isEmpty();
    }

    @Test
    void everyBehaviourIsApplied() throws Exception {
        assertThat(post(new Behaviour.Fail(2), GOOD).statusCode()).isEqualTo(503);
        assertThat(post(new Behaviour.Fail(1), GOOD).statusCode()).isEqualTo(200);
        assertThat(post(new Behaviour.Refuse(), GOOD).statusCode()).isEqualTo(410);
        assertThat(post(new Behaviour.Hang(1), GOOD).statusCode()).isEqualTo(200);
        HttpResponse<String> again = post(new Behaviour.Again(clock.in(Duration.ofSeconds(1))), GOOD);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo("{\"nextExecuteAt\":\"2030-01-01T00:00:01Z\",\"ok\":false}");
        assertThat(post(new Behaviour.Delay(Duration.ofMillis(1)), GOOD).statusCode())
                .isEqualTo(200);
        assertThat(arrived)
                .extracting(Arrived::reply)
                .containsExactly(
                        new Reply.Failure(),
                        new Reply.Success(),
                        new Reply.Refusal(),
                        new Reply.Success(),
                        new Reply.Again(Instant.parse("2030-01-01T00:00:01Z")),
                        new Reply.Success());
    }

    @Test
    void aReceiverThatHangsTakesTheCallbackInAndNeverAnswers() {
        assertThatThrownBy(() -> post(receiver.url(new Behaviour.Hang(2)), GOOD, Duration.ofSeconds(2)))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(arrived).extracting(Arrived::reply).containsExactly(new Reply.Failure());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|wanted a JSON object",
                "{|not JSON",
                "[]|wanted a JSON object",
                "{}|groupId: missing",
                "{\"groupId\":null}|groupId: missing",
                "{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"soon\",\"attempt\":1}|executeAt: wanted an ISO 8601",
                "{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T00:00:00Z\"}|attempt: missing",
                "{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T00:00:00Z\",\"attempt\":0}|at least 1",
                "{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T00:00:00Z\",\"attempt\":1.5}|a whole",
                "{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T00:00:00Z\",\"attempt\":1e99}|a whole",
                "{\"groupId\":\"g\",\"timerId\":\"t\",\"executeAt\":\"2030-01-01T00:00:00Z\",\"attempt\":99999999999}|a whole",
            })
    void aMalformedBodyIsAnswered400AndCounted(String body, String message) throws Exception {
        HttpResponse<String> answer = post(new Behaviour.Ok(), body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(malformed).containsExactly(answer.body());
        assertThat(arrived).isEmpty();
        assertThat(post(new Behaviour.Ok(), GOOD).statusCode())
                .as("and the next is taken in")
                .isEqualTo(200);
    }

    @Test
    void aBodyWithoutEndIsAnswered413() throws Exception {
        assertThat(post(new Behaviour.Ok(), " ".repeat(3 << 20)).statusCode()).isEqualTo(413);
        assertThat(malformed).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/callback", "/other/ok"})
    void anUnknownPathIsAnswered404(String path) throws Exception {
        assertThat(post(receiver.address() + path, GOOD, Duration.ofSeconds(20)).statusCode())
                .isEqualTo(404);
        assertThat(malformed).containsExactly("no such path");
    }

    /** A client that keeps the connection otherwise loses its next callback on it (Node 20). */
    @Test
    void aConnectionThatTheServiceWantsClosedIsAnnouncedAsClosedAndClosed() throws IOException {
        URI url = URI.create(receiver.url(new Behaviour.Ok()));
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST " + url.getPath() + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: ";
            socket.getOutputStream().write((head + GOOD.length() + "\r\n\r\n" + GOOD).getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("\r\nconnection: close\r\n");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        int port = URI.create(receiver.address()).getPort();
        assertThatThrownBy(() -> Receiver.start(
                        new ReceiverSettings("127.0.0.1", port, "", ReceiverSettings.Probe.USUAL),
                        Dialect.load("groups").callback(),
                        clock,
                        listener))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    }

    @Test
    void theAdvertisedAddressIsWhatTimersAreGiven() {
        try (Receiver behind = Receiver.start(
                new ReceiverSettings("127.0.0.1", 0, "http://10.0.0.5:9000/", ReceiverSettings.Probe.USUAL),
                Dialect.load("groups").callback(),
                clock,
                listener)) {
            assertThat(behind.url(new Behaviour.Ok())).isEqualTo("http://10.0.0.5:9000/callback/ok");
        }
    }

    @Test
    void aReceiverOnIpv6IsCalledAtTheAddressThatTimersAreGiven() throws IOException {
        Ipv6.require();
        try (Receiver six = Receiver.start(
                new ReceiverSettings("::1", 0, "", ReceiverSettings.Probe.USUAL),
                Dialect.load("groups").callback(),
                clock,
                listener)) {
            assertThat(six.address()).startsWith("http://[::1]:");
            assertThat(new TargetClient(Map.of())
                            .get(six.address() + "/nowhere")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> new ReceiverSettings("0.0.0.0", 0, "", ReceiverSettings.Probe.USUAL))
                .hasMessageContaining("set advertise");
        assertThatThrownBy(() -> new ReceiverSettings("[::]", 0, "", ReceiverSettings.Probe.USUAL))
                .hasMessageContaining("set advertise");
        assertThatThrownBy(() -> new ReceiverSettings("127.0.0.1", 70_000, "", ReceiverSettings.Probe.USUAL))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> new ReceiverSettings("127.0.0.1", 0, "10.0.0.5:9000", ReceiverSettings.Probe.USUAL))
                .hasMessageContaining("wanted an address");
    }

    private static ReceiverSettings settings(String host, int port, String advertise) {
        return new ReceiverSettings(host, port, advertise, ReceiverSettings.Probe.USUAL);
    }

    @Test
    void aReceiverBehindALinkLeavesTheAddressOfCallbacksToTheLink() {
        assertThat(settings("0.0.0.0", 9000, "http://10.0.0.5:9000").behind(9000))
                .isEqualTo(settings("127.0.0.1", 0, "http://10.0.0.5:9000"));
        assertThat(settings("127.0.0.1", 0, "").behind(4711))
                .isEqualTo(settings("127.0.0.1", 0, "http://127.0.0.1:4711"));
    }
}

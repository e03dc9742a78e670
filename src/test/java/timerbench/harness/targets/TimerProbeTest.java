package timerbench.harness.targets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.TimerOptions;

/** Probes a service that chooses ids, answers everything with 200, and reports the result as a code. */
class TimerProbeTest {
    private static final Dialect CHOOSES_IDS = Dialect.load("docs/dialects/chooses-ids.conf");
    private static final Instant EXECUTE_AT = Instant.parse("2030-01-01T00:00:01.234Z");

    private record Received(String request, String key, String body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile String answer = "";
    private volatile int status = 200;
    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("X-API-Key"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String create(Dialect dialect) {
        TargetClient client = new TargetClient(dialect.headers(Optional.of("s3cret")));
        return new TimerProbe(dialect, TimerOptions.VALUES::get, client).create(url, "ours", EXECUTE_AT, "http://h/cb");
    }

    @Test
    void theIdIsTheOneInTheAnswer() throws IOException {
        answer = "{\"code\":0,\"data\":{\"id\":\"theirs\"}}";
        assertThat(create(CHOOSES_IDS)).isEqualTo("theirs");
        assertThat(received).hasSize(1);
        assertThat(received.get(0).request()).isEqualTo("POST /v1/timers");
        assertThat(received.get(0).key()).isEqualTo("s3cret");
        assertThat(new ObjectMapper().readTree(received.get(0).body())).isEqualTo(new ObjectMapper().readTree("""
                        {"group_id":"timer-bench","execute_at":1893456001234,"callback_url":"http://h/cb",
                         "payload":{"kind":"probe"},"recurring":false,"source":"timer-bench",
                         "retry":{"max_retries":2,"interval_seconds":1,"multiplier":2}}
                        """));
    }

    @Test
    void anIdMayBeANumber() {
        answer = "{\"code\":0,\"data\":{\"id\":17}}";
        assertThat(create(CHOOSES_IDS)).isEqualTo("17");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"code":1,"message":"quota exceeded"}
            200 | {"data":{"id":"17"}}
            200 | <html>code: 0</html>
            201 | {"code":0,"data":{"id":"17"}}
            500 | {"code":0,"data":{"id":"17"}}
            401 | ``
            """)
    void anUnsuccessfulAnswerIsReported(int answered, String body) {
        status = answered;
        answer = body == null ? "" : body;
        assertThatThrownBy(() -> create(CHOOSES_IDS))
                .isInstanceOf(TargetException.class)
                .hasMessage("target " + url + " did not accept a timer for the receiver at http://h/cb: it answered "
                        + answered + " " + answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"code":0,"data":{}}
            {"code":0,"data":{"id":""}}
            {"code":0,"id":"17"}
            {"code":0,"data":{"id":null}}
            """)
    void aSuccessWithoutAnIdIsRefusedAndShown(String body) {
        answer = body;
        assertThatThrownBy(() -> create(CHOOSES_IDS))
                .isInstanceOf(TargetException.class)
                .hasMessage("target " + url + " accepted a timer, but its answer has no data.id: " + body);
    }

    @Test
    void ifTheClientChoosesIdsTheAnswersIdIsNotRead() {
        status = 201;
        assertThat(create(Dialect.load("groups"))).isEqualTo("ours");
        assertThat(received.get(0).request()).isEqualTo("POST /groups/timer-bench/timers");
    }

    @Test
    void aServiceThatIsGoneIsNamed() {
        server.stop(0);
        assertThatThrownBy(() -> create(CHOOSES_IDS))
                .isInstanceOf(TargetException.class)
                .hasMessage("target " + url + " stopped answering: connection refused")
                .hasCauseInstanceOf(IOException.class);
    }
}

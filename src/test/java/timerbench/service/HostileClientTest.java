package timerbench.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;

/**
 * What no HTTP client sends, over sockets: each is the client's fault, is answered as such, and is counted where it
 * was aimed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileClientTest {
    private static final String BODY =
            "{\"timerId\":\"t\",\"executeAt\":\"2099-01-31T12:00:00Z\",\"callbackUrl\":\"http://127.0.0.1:9/\"}";
    private static final String HOST = "Host: test\r\n";
    private static final String AUTHORIZED = HOST + "Authorization: Bearer s3cret\r\n";
    private static final String JSON = AUTHORIZED + "Content-Type: application/json\r\n";

    private final LocalService service = new LocalService(MemoryStore.open(new Shards(4)), Dialect.GROUPS);
    private final ContractClient api = service.client("timer-api.yaml");

    @AfterAll
    void stop() {
        service.close();
    }

    private String answer(String request) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(request);
            return connection.response();
        }
    }

    private static String create(String headers, String body) {
        return "POST /groups/g/timers HTTP/1.1\r\n" + JSON + headers + "\r\n" + body;
    }

    private static String createOf(String body) {
        return create("Content-Length: " + body.length() + "\r\n", body);
    }

    private double count(String metric) {
        return api.send("GET", "/metrics", "")
                .text()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
                .sum();
    }

    private static String requests(String operation, int status) {
        String method =
                Map.of("create", "POST", "update", "PUT", "none", "_OTHER").get(operation);
        return "http_server_request_duration_seconds_count{http_request_method=\"" + method
                + "\",http_response_status_code=\"" + status + "\",operation=\"" + operation + "\"}";
    }

    /** A request is counted when it has been answered, so its client may ask too soon. */
    private void awaitCount(String metric, double wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (count(metric) != wanted) {
            assertThat(System.nanoTime()).as(metric).isLessThan(deadline);
        }
    }

    @Test
    void anExpectationThatCannotBeMetIsAnswered417() throws IOException {
        for (String method : List.of("POST /groups/g/timers", "GET /groups/g/timers", "GET /health/live")) {
            assertThat(answer(method + " HTTP/1.1\r\n" + JSON + "Expect: banana\r\n\r\n"))
                    .as(method)
                    .startsWith("HTTP/1.1 417")
                    .contains("INVALID_INPUT", "banana");
        }
    }

    @Test
    void aClientThatWaitsForTheContinueGetsItAndThenItsAnswer() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(create("Expect: 100-continue\r\nContent-Length: " + BODY.length() + "\r\n", ""));
            assertThat(connection.response()).startsWith("HTTP/1.1 100");
            connection.send(BODY);
            assertThat(connection.response()).startsWith("HTTP/1.1 201");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fffffffffffffffff\r\nabc", "-5\r\nabc", "zz\r\nabc", "3\r\nabcdef\r\n0\r\n\r\n"})
    void aChunkThatIsNoneIsAnswered400AndTheConnectionClosed(String chunks) throws IOException {
        double before = count(requests("create", 400));
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(create("Transfer-Encoding: chunked\r\n", chunks));
            assertThat(connection.response())
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("connection: close")
                    .contains("body is not well-formed");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        awaitCount(requests("create", 400), before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "G@T / HTTP/1.1\r\nHost: test\r\n\r\n",
                "\u00fe\u00ff\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: test\r\nfoo\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: test\r\nfoo : bar\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: test\r\nfoo: a\0b\r\n\r\n",
                "POST /groups/g/timers HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /groups/g/timers HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /groups/g/timers HTTP/1.1\r\nHost: test\r\nContent-Length: -1\r\n\r\n",
                "POST /groups/g/timers HTTP/1.1\r\nHost: test\r\nContent-Length: 99999999999999999999\r\n\r\n",
            })
    void aHeadThatCannotBeReadIsAnswered400WithAnErrorBodyAndTheConnectionClosed(String request) throws IOException {
        double before = count(requests("none", 400));
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(request);
            assertThat(connection.response()).contains(" 400 ").contains("\"error\":\"INVALID_INPUT\"");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        awaitCount(requests("none", 400), before + 1);
    }

    @Test
    void aHeadThatIsTooLongIsAnswered431OnceForItsHeadersAnd414ForItsLine() throws IOException {
        String filler = "x".repeat(20_000);
        assertThat(answer("GET /health/live HTTP/1.1\r\n" + HOST + "foo: " + filler + "\r\n\r\n"))
                .contains(" 431 ")
                .contains("INVALID_INPUT");
        assertThat(answer("GET /" + filler.repeat(7) + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .contains(" 414 ")
                .contains("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, chunked", "identity"})
    void anotherTransferEncodingThanChunkedIsAnswered400AndTheConnectionClosed(String encoding) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(create("Transfer-Encoding: " + encoding + "\r\n", "0\r\n\r\n"));
            assertThat(connection.response()).startsWith("HTTP/1.1 400").contains("Transfer-Encoding: got");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a b:c\r\n"})
    void aRequestWithoutOneHostIsAnswered400(String host) throws IOException {
        assertThat(answer("GET /health/live HTTP/1.1\r\n" + host + "\r\n")).startsWith("HTTP/1.1 400");
    }

    /** Different ids must not become the same by what stands in for bytes that are no characters. */
    @ParameterizedTest
    @ValueSource(strings = {"%ff%fe", "%c0%80", "%ed%a0%80", "%", "%zz", "%0", "\u00fc", "%00"})
    void anIdInThePathThatIsNoUtf8IsAnswered400(String id) throws IOException {
        assertThat(answer("GET /groups/g/timers/" + id + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=%ff", "limit=%zz", "limit=1&limit=2", "dueBefore=%00"})
    void aQueryThatIsNoneIsAnswered400(String query) throws IOException {
        assertThat(answer("GET /groups/g/timers?" + query + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("INVALID_INPUT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"a":1e-2147483649}            | exponent
            {"a":1e99999999999999999999}   | exponent
            {"a":1,"a":2}                  | Duplicate
            {"a":"\\ud800"}                | surrogate
            """)
    void aPayloadThatCannotBeKeptIsAnswered400(String payload, String message) throws IOException {
        assertThat(answer(createOf(BODY.replaceFirst("}$", ",\"payload\":" + payload.replace("\\", "\\\\") + "}"))))
                .startsWith("HTTP/1.1 400")
                .contains(message);
    }

    @Test
    void aPayloadThatIsTooDeepOrHasANumberTooLongIsAnswered400() throws IOException {
        for (String value : List.of("[".repeat(1_200) + "]".repeat(1_200), "9".repeat(2_000))) {
            String body = BODY.replaceFirst("}$", ",\"payload\":{\"a\":" + value + "}}");
            assertThat(answer(createOf(body))).startsWith("HTTP/1.1 400").contains("not JSON");
        }
    }

    /** Latin-1 characters stand for bytes here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timerId\":\"\u00ff\"}",
                "{\"timerId\":\"\u00c0\u00af\"}",
                "{\"timerId\":\"\u00ed\u00a0\u0080\"}",
                "\u00fe\u00ff\0{\0}"
            })
    void aBodyThatIsNoUtf8IsAnswered400(String body) throws IOException {
        assertThat(answer(createOf(body))).startsWith("HTTP/1.1 400").contains("wanted JSON in UTF-8");
    }

    @Test
    void aReplacementCharacterOfTheClientsOwnIsKept() throws IOException {
        String bytes = new String("\uFFFD".getBytes(UTF_8), ISO_8859_1);
        assertThat(answer(createOf(BODY.replace("\"t\"", "\"" + bytes + "\"")))).startsWith("HTTP/1.1 201");
    }

    @Test
    void aBodyOfNoTypeOfAnotherOrCompressedIsAnswered415BeforeItIsRead() throws IOException {
        String start = "POST /groups/g/timers HTTP/1.1\r\n" + AUTHORIZED + "Content-Length: 9\r\n";
        for (String header : List.of(
                "",
                "Content-Type: multipart/form-data\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: application/json\r\nContent-Encoding: gzip\r\n")) {
            assertThat(answer(start + header + "\r\n")).as(header).startsWith("HTTP/1.1 415");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /groups/g/timers, 'POST, GET'",
        "HEAD, /groups/g/timers, 'POST, GET'",
        "OPTIONS, /groups/g/timers/t, 'GET, PUT, DELETE'",
        "TRACE, /health/live, GET",
        "POST, /metrics, GET",
    })
    void whatIsNoOperationOfAPathIsAnswered405WithThoseThatAre(String method, String path, String allowed)
            throws IOException {
        assertThat(answer(method + " " + path + " HTTP/1.1\r\n" + AUTHORIZED + "\r\n"))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("\nallow: " + allowed + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer s3cret", "BEARER s3cret", "Bearer   s3cret"})
    void theSchemeOfATokenIsInEitherCase(String authorization) throws IOException {
        assertThat(answer("GET /groups/g/timers HTTP/1.1\r\n" + HOST + "Authorization: " + authorization + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer S3CRET", "Bearers3cret", "Basic s3cret", "Bearer", "Bearer s3cret x"})
    void anotherTokenIsAnswered401WithTheSchemeThatIsWanted(String authorization) throws IOException {
        assertThat(answer("GET /groups/g/timers HTTP/1.1\r\n" + HOST + "Authorization: " + authorization + "\r\n\r\n"))
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("www-authenticate: bearer");
    }

    @Test
    void aRefusedRequestIsCountedUnderTheOperationThatItWasAimedAt() {
        ContractClient stranger = api.with("Authorization", "Bearer wrong");
        double unauthorized = count(requests("update", 401));
        double tooLarge = count(requests("update", 413));
        double unsupported = count(requests("update", 415));
        String path = "/groups/" + UUID.randomUUID() + "/timers/t";
        stranger.send("PUT", path, "{}");
        api.send("PUT", path, " ".repeat(LocalService.BODY_LIMIT + 1));
        api.with("Content-Type", "text/plain").send("PUT", path, "{}");
        awaitCount(requests("update", 401), unauthorized + 1);
        awaitCount(requests("update", 413), tooLarge + 1);
        awaitCount(requests("update", 415), unsupported + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000\r\n", "Transfer-Encoding: chunked\r\n"})
    void aClientThatLeavesInMidBodyIsCounted(String length) throws IOException {
        String abandoned = "timerbench_service_requests_abandoned_total{operation=\"create\"}";
        double before = count(abandoned);
        double answered = count(requests("create", 200));
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send(create(length, "3e8\r\nabc"));
        }
        awaitCount(abandoned, before + 1);
        assertThat(count(requests("create", 200))).isEqualTo(answered);
    }

    @Test
    void olderAndNewerVersionsOfHttpGetWhatTheyCanBeGiven() throws IOException {
        assertThat(answer("GET /health/live HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200");
        assertThat(
                        answer(
                                "GET /health/live HTTP/1.1\r\n" + HOST
                                        + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(answer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).contains(" 501 ");
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrderUpToTheOneThatCannotBeRead() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("GET /health/live HTTP/1.1\r\n" + HOST + "\r\n" + createOf(BODY) + "FOO\r\n\r\n");
            assertThat(connection.response()).startsWith("HTTP/1.1 200");
            assertThat(connection.response()).startsWith("HTTP/1.1 201");
            assertThat(connection.response()).contains(" 400 ");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBodyThatDripsIsAnswered408AndTheConnectionClosed() throws IOException {
        try (LocalService impatient = impatient();
                RawConnection connection = new RawConnection(impatient.port())) {
            connection.send(create("Content-Length: " + LocalService.BODY_LIMIT + "\r\n", ""));
            connection.drip(" ");
            assertThat(connection.response()).startsWith("HTTP/1.1 408").contains("not complete within 300 ms");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n"})
    void aHeadThatDripsIsCutOff(String before) throws IOException {
        try (LocalService impatient = impatient();
                RawConnection connection = new RawConnection(impatient.port())) {
            connection.send(before);
            if (!before.isEmpty()) {
                assertThat(connection.response()).startsWith("HTTP/1.1 200");
            }
            connection.send("GET /");
            connection.drip("x");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aRefusedRequestWhoseBodyDripsIsCutOff() throws IOException {
        try (LocalService impatient = impatient();
                RawConnection connection = new RawConnection(impatient.port())) {
            connection.send("POST /groups/g/timers HTTP/1.1\r\n" + HOST + "Content-Length: 100000\r\n\r\n");
            assertThat(connection.response()).startsWith("HTTP/1.1 401");
            connection.drip("x");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    private static LocalService impatient() {
        return new LocalService(MemoryStore.open(new Shards(1)), Dialect.GROUPS, Duration.ofMillis(300));
    }
}

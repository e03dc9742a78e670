package timerbench.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.ContractClient.Answer;
import timerbench.service.store.Store;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.timer.Dialect;

/**
 * Every operation and error of the contract of groups, over HTTP, with the OpenAPI file as the judge; a subclass a
 * store.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiContractTest {
    private static final String DUE = "2030-01-31T12:00:00Z";

    private final AtomicReference<Runnable> fault = new AtomicReference<>(ApiContractTest::noFault);
    private Store store;
    private LocalService service;
    private ContractClient api;
    private String group;

    abstract Store openStore();

    @BeforeAll
    void start() {
        store = Intercepted.store(openStore(), () -> fault.get().run());
        service = new LocalService(store, Dialect.GROUPS);
        api = service.client("timer-api.yaml");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @AfterEach
    void endFault() {
        fault.set(ApiContractTest::noFault);
    }

    private static void noFault() {}

    private String newGroup() {
        group = "/groups/" + UUID.randomUUID() + "/timers";
        return group;
    }

    private static String timer(String id, String executeAt) {
        return "{\"timerId\":\"" + id + "\",\"executeAt\":\"" + executeAt
                + "\",\"callbackUrl\":\"http://127.0.0.1:9/x\",\"payload\":{\"a\":1.10}}";
    }

    @Test
    void aTimerCanBeCreatedReadUpdatedAndDeleted() {
        newGroup();
        Answer created = api.send("POST", group, timer("t", "2030-01-31T14:00:00.123456789+02:00"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("executeAt").asText()).isEqualTo("2030-01-31T12:00:00.123456Z");
        assertThat(created.text()).contains("\"payload\":{\"a\":1.10}");
        assertThat(api.send("GET", group + "/t", "").json()).isEqualTo(created.json());

        Answer updated = api.send("PUT", group + "/t", "{\"executeAt\":\"2031-01-01T00:00:00Z\"}");
        assertThat(updated.json().path("executeAt").asText()).isEqualTo("2031-01-01T00:00:00Z");
        assertThat(updated.json().path("payload")).isEqualTo(created.json().path("payload"));

        assertThat(api.send("DELETE", group + "/t", "").status()).isEqualTo(204);
        assertThat(api.send("GET", group + "/t", "").status()).isEqualTo(404);
    }

    @Test
    void aSecondCreateTakesThePlaceOfTheFirst() {
        newGroup();
        api.send("POST", group, timer("t", DUE));
        assertThat(api.send("POST", group, timer("t", "2031-01-01T00:00:00Z")).status())
                .isEqualTo(201);
        assertThat(listed("")).containsExactly("t");
        assertThat(api.send("GET", group + "/t", "").json().path("executeAt").asText())
                .isEqualTo("2031-01-01T00:00:00Z");
    }

    @Test
    void everyPartOfARetryPolicyIsKept() {
        newGroup();
        String policy = "{\"maxAttempts\":7,\"maxAttemptsDuration\":\"2h\",\"initialInterval\":\"250ms\","
                + "\"backoffMultiplier\":1.5,\"maxInterval\":\"90s\"}";
        api.send("POST", group, timer("t", DUE));
        api.send("PUT", group + "/t", "{\"retryPolicy\":" + policy + ",\"callbackTimeout\":\"1500ms\"}");
        JsonNode read = api.send("GET", group + "/t", "").json();
        assertThat(read.path("retryPolicy").toString())
                .isEqualTo("{\"maxAttempts\":7,\"maxAttemptsDuration\":\"2h\",\"initialInterval\":\"250ms\","
                        + "\"backoffMultiplier\":1.5,\"maxInterval\":\"90s\"}");
        assertThat(read.path("callbackTimeout").asText()).isEqualTo("1500ms");
    }

    @Test
    void aListIsInOrderAndPagesJoinWithoutGapOrRepeat() {
        newGroup();
        for (int i = 0; i < 25; i++) {
            // Ties in executeAt are ordered by id.
            api.send("POST", group, timer("t%02d".formatted(24 - i), "2030-01-01T00:00:0" + (24 - i) / 5 + "Z"));
        }
        List<List<String>> pages = pages("?limit=4");
        assertThat(pages).hasSize(7);
        assertThat(pages.stream().flatMap(List::stream)).hasSize(25).isSorted().doesNotHaveDuplicates();
        assertThat(listed("?dueBefore=2030-01-01T00:00:01Z")).hasSize(5);
    }

    @Test
    void aPageOfLargePayloadsEndsBeforeItsLimit() {
        newGroup();
        String payload = "\"" + "x".repeat(3_800) + "\"";
        for (int i = 0; i < 80; i++) {
            api.send("POST", group, timer("t%02d".formatted(i), DUE).replace("1.10", payload));
        }
        List<List<String>> pages = pages("?limit=1000");
        // 256 KiB are 69 of these payloads.
        assertThat(pages).extracting(List::size).containsExactly(69, 11);
        assertThat(pages.stream().flatMap(List::stream)).hasSize(80).isSorted().doesNotHaveDuplicates();
    }

    private List<List<String>> pages(String query) {
        List<List<String>> pages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.send("GET", group + query + cursor, "").json();
            pages.add(ids(page));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return pages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "ü ñ 漢字", "😀", "100%", "a+b", "a?b#c", "\uFFFD", "x;y=z"})
    void idsOfAnyCharactersAreKept(String id) {
        newGroup();
        assertThat(api.send("POST", group, timer(id, DUE))
                        .json()
                        .path("timerId")
                        .asText())
                .isEqualTo(id);
        String path = group + "/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
        assertThat(api.send("GET", path, "").json().path("timerId").asText()).isEqualTo(id);
        assertThat(api.send("DELETE", path, "").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/"}|timerId: missing
            {"timerId":"t","callbackUrl":"http://x/"}|executeAt: missing
            {"timerId":"t","executeAt":"2030-01-31T12:00:00Z"}|callbackUrl: missing
            {"timerId":"","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/"}|1 to 255 characters
            {"timerId":"a\\u0000","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/"}|U+0000
            {"timerId":"\\ud800","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/"}|surrogate
            {"timerId":"..","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/"}|stand in a path
            {"timerId":"t","executeAt":"tomorrow","callbackUrl":"http://x/"}|got "tomorrow", wanted an ISO 8601
            {"timerId":"t","executeAt":"2030-01-31T12:00:00","callbackUrl":"http://x/"}|with an offset
            {"timerId":"t","executeAt":5,"callbackUrl":"http://x/"}|executeAt: got a number, wanted a string
            {"timerId":"t","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"ftp://x/"}|http or https
            {"timerId":"t","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/"}|a host that this service may call
            {"timerId":"t","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/","payload":[1]}|payload: got an array
            {"timerId":"t","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/","callbackTimeout":"5"}|500ms, 10s
            {"timerId":"t","executeAt":"2030-01-31T12:00:00Z","callbackUrl":"http://x/","retryPolicy":{"maxAttempts":0}}|at least 1
            {"timerId":"t","timerId":"u"}|not JSON
            {"timerId":|not JSON
            []|wanted a JSON object
            """)
    void aWrongCreateIsAnswered400AndSaysWhat(String body, String part) {
        Answer answer = api.send("POST", newGroup(), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_INPUT");
        assertThat(answer.message()).contains(part);
        assertThat(listed("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"unknown\":1}", "{\"executeAt\":null}", "nonsense"})
    void aWrongUpdateIsAnswered400(String body) {
        assertThat(api.send("PUT", newGroup() + "/t", body).error()).isEqualTo("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "dueBefore=now", "cursor=!", "cursor=AAAA"})
    void aWrongListIsAnswered400(String query) {
        assertThat(api.send("GET", newGroup() + "?" + query, "").error()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void aTimerThatIsNotPendingIsAnswered404() {
        String path = newGroup() + "/nobody";
        assertThat(api.send("GET", path, "").error()).isEqualTo("TIMER_NOT_FOUND");
        assertThat(api.send("PUT", path, "{\"payload\":{}}").error()).isEqualTo("TIMER_NOT_FOUND");
        assertThat(api.send("DELETE", path, "").error()).isEqualTo("TIMER_NOT_FOUND");
    }

    @Test
    void aTokenIsAskedForOnEveryOperationOnTimers() {
        ContractClient stranger = api.with("Authorization", "Bearer wrong");
        newGroup();
        assertThat(stranger.send("POST", group, timer("t", DUE)).error()).isEqualTo("UNAUTHORIZED");
        assertThat(stranger.send("GET", group, "").status()).isEqualTo(401);
        assertThat(stranger.send("GET", group + "/t", "").status()).isEqualTo(401);
        assertThat(stranger.send("PUT", group + "/t", "{}").status()).isEqualTo(401);
        assertThat(stranger.send("DELETE", group + "/t", "").status()).isEqualTo(401);
        assertThat(stranger.send("GET", "/health/live", "").status()).isEqualTo(200);
    }

    @Test
    void aBodyOverTheLimitIsAnswered413() {
        String body = timer("t", DUE).replace("1.10", "\"" + "x".repeat(5_000) + "\"");
        assertThat(api.send("POST", newGroup(), body).error()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(listed("")).isEmpty();
    }

    @Test
    void anotherTypeThanJsonIsAnswered415() {
        Answer answer = api.with("Content-Type", "text/plain").send("POST", newGroup(), timer("t", DUE));
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void everyOperationIsAnswered503WhileTheDatabaseDoesNotAnswer() {
        newGroup();
        fault.set(() -> {
            throw new StoreUnavailableException("the database is gone", null);
        });
        assertThat(api.send("POST", group, timer("t", DUE)).error()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(api.send("GET", group, "").error()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(api.send("GET", group + "/t", "").error()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(api.send("PUT", group + "/t", "{\"payload\":{}}").error()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(api.send("DELETE", group + "/t", "").error()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(api.send("GET", "/health/ready", "").status()).isEqualTo(503);
        assertThat(api.send("GET", "/health/live", "").status()).isEqualTo(200);

        fault.set(ApiContractTest::noFault);
        assertThat(listed("")).isEmpty();
    }

    @Test
    void aRequestThatFindsTheQueueFullIsAnswered503AndNothingOfItIsDone() throws Exception {
        newGroup();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        fault.set(() -> {
            entered.countDown();
            await(gate);
        });
        CompletableFuture<Answer> first =
                CompletableFuture.supplyAsync(() -> api.send("POST", group, timer("first", DUE)));
        await(entered);
        assertThat(api.send("POST", group, timer("t", DUE)).error()).isEqualTo("OVERLOADED");
        assertThat(api.send("GET", group, "").error()).isEqualTo("OVERLOADED");
        assertThat(api.send("GET", group + "/t", "").error()).isEqualTo("OVERLOADED");
        assertThat(api.send("PUT", group + "/t", "{\"payload\":{}}").error()).isEqualTo("OVERLOADED");
        assertThat(api.send("DELETE", group + "/t", "").error()).isEqualTo("OVERLOADED");
        gate.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        assertThat(listed("")).containsExactly("first");
    }

    @Test
    void aRequestOverOneConnectionTooManyIsAnswered503AndTheConnectionClosed() throws Exception {
        newGroup();
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < LocalService.MOST_CONNECTIONS; i++) {
                connections.add(new RawConnection(service.port()));
                assertThat(connections.get(i).get("/health/live")).startsWith("HTTP/1.1 200");
            }
            try (RawConnection tooMany = new RawConnection(service.port())) {
                assertThat(tooMany.get(group))
                        .startsWith("HTTP/1.1 503")
                        .containsIgnoringCase("connection: close")
                        .contains("OVERLOADED");
                assertThat(tooMany.isClosedByServer()).isTrue();
            }
        } finally {
            close(connections);
        }
    }

    /** The service notices a moment later that they are closed. What follows must not be refused because of them. */
    private void close(List<RawConnection> connections) throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
        Instant giveUp = Instant.now().plusSeconds(10);
        String answer;
        do {
            try (RawConnection another = new RawConnection(service.port())) {
                answer = another.get("/health/live");
            }
        } while (!answer.startsWith("HTTP/1.1 200") && Instant.now().isBefore(giveUp));
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void connectionsFarAboveTheMostAreClosedUnheard() throws Exception {
        List<RawConnection> connections = new ArrayList<>();
        try {
            assertThat(connect(connections)).startsWith("HTTP/1.1 200");
            for (int i = 1; i < LocalService.MOST_CONNECTIONS * 3 / 2; i++) {
                connect(connections);
            }
            assertThat(connect(connections)).isEmpty();
        } finally {
            close(connections);
        }
    }

    private String connect(List<RawConnection> connections) throws IOException {
        RawConnection connection = new RawConnection(service.port());
        connections.add(connection);
        return connection.get("/health/live");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsNoOperationIsAnsweredWithAnErrorBody() {
        assertThat(api.sendUnjudged("GET", "/nowhere", "").status()).isEqualTo(404);
        assertThat(api.sendUnjudged("PATCH", newGroup(), "{}").status()).isEqualTo(405);
        assertThat(api.sendUnjudged("PATCH", group, "{}").error()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void thePathsOfAnotherDialectAreUnknown() {
        Answer answer = api.sendUnjudged("POST", "/api/v1/timers/create", "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).isEqualTo("no such path: /api/v1/timers/create");
    }

    @Test
    void anIdOfTenThousandCharactersIsAnswered400() {
        Answer answer = api.sendUnjudged("GET", newGroup() + "/" + "x".repeat(10_000), "");
        assertThat(answer.error()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void healthAndMetricsAnswer() {
        assertThat(api.send("GET", "/health/live", "").status()).isEqualTo(200);
        assertThat(api.send("GET", "/health/ready", "").status()).isEqualTo(200);
        assertThat(api.send("GET", "/metrics", "").text())
                .contains("timerbench_service_store_info{database=\""
                        + store.info().database() + "\"")
                .contains("\ntimerbench_shard_fired_total{shard=\"0\"} ")
                .contains("\ntimerbench_shard_lateness_seconds_count{shard=\"0\"} ")
                .contains("\ntimerbench_shard_lateness_seconds_sum{shard=\"0\"} ")
                .doesNotContain("timerbench_service_timers_pending", "timerbench_shard_stored");
        assertThat(api.send("GET", "/metrics/pending", "").text())
                .contains("\ntimerbench_service_timers_pending ")
                .contains("\ntimerbench_shard_stored{shard=\"0\"} ");
    }

    private List<String> listed(String query) {
        return ids(api.send("GET", group + query, "").json());
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("timers").forEach(timer -> ids.add(timer.path("timerId").asText()));
        return ids;
    }
}

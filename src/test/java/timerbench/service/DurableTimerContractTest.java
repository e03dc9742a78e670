package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.ContractClient.Answer;
import timerbench.service.store.Store;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

/**
 * What the dialect durable-timer spells otherwise than groups, with its OpenAPI file as the judge; no store sees it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DurableTimerContractTest {
    private static final String DUE = "2030-01-31T12:00:00Z";
    private static final String PAYLOAD = "{\"a\":1.10}";

    private final AtomicReference<Runnable> fault = new AtomicReference<>(DurableTimerContractTest::noFault);
    private final Store store =
            Intercepted.store(MemoryStore.open(new Shards(4)), () -> fault.get().run());
    private final LocalService service = new LocalService(store, Dialect.DURABLE_TIMER);
    private final ContractClient api = service.client("durable-timer-api.yaml");

    private String namespace = "";

    @AfterAll
    void stop() {
        service.close();
    }

    @AfterEach
    void endFault() {
        fault.set(DurableTimerContractTest::noFault);
    }

    private static void noFault() {}

    @BeforeEach
    void newNamespace() {
        namespace = UUID.randomUUID().toString();
    }

    private static Answer post(ContractClient client, String operation, String body) {
        return client.send("POST", "/api/v1/timers/" + operation, body);
    }

    private Answer post(String operation, String body) {
        return post(api, operation, body);
    }

    private String timer(String id, String more) {
        return "{\"namespace\":\"" + namespace + "\",\"id\":\"" + id + "\",\"executeAt\":\"" + DUE
                + "\",\"callbackUrl\":\"http://127.0.0.1:9/x\",\"payload\":" + PAYLOAD + more + "}";
    }

    private String reference(String id, String more) {
        return "{\"namespace\":\"" + namespace + "\",\"timerId\":\"" + id + "\"" + more + "}";
    }

    private String good(String operation) {
        return switch (operation) {
            case "create" -> timer("t", "");
            case "update" -> reference("t", ",\"payload\":{}");
            default -> reference("t", "");
        };
    }

    @Test
    void aTimerCanBeCreatedReadUpdatedAndDeleted() {
        Answer created = post("create", timer("t", "").replace(DUE, "2030-01-31T14:00:00.123456789+02:00"));
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.text())
                .startsWith("{\"id\":\"t\",\"namespace\":\"" + namespace
                        + "\",\"executeAt\":\"2030-01-31T12:00:00.123456Z\","
                        + "\"callbackUrl\":\"http://127.0.0.1:9/x\",\"payload\":{\"a\":1.10},\"retryPolicy\"");
        assertThat(post("get", reference("t", "")).json()).isEqualTo(created.json());

        Answer updated = post("update", reference("t", ",\"executeAt\":\"2031-01-01T00:00:00Z\""));
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().path("executeAt").asText()).isEqualTo("2031-01-01T00:00:00Z");
        assertThat(updated.json().path("payload")).isEqualTo(created.json().path("payload"));

        assertThat(post("delete", reference("t", "")).status()).isEqualTo(204);
        assertThat(post("get", reference("t", "")).status()).isEqualTo(404);
    }

    @Test
    void anUpdateChangesEveryFieldThatItHas() {
        assertThat(post("create", timer("t", "")).text())
                .contains("\"retryPolicy\":{\"maxRetries\":2,\"initialInterval\":\"1s\","
                        + "\"backoffMultiplier\":2.0,\"maxInterval\":\"5m\"},\"callbackTimeout\":\"30s\"");
        String change = ",\"executeAt\":\"2031-01-01T00:00:00Z\",\"callbackUrl\":\"http://127.0.0.1:9/y\","
                + "\"payload\":{\"new\":1},\"retryPolicy\":{\"maxRetries\":6,\"maxRetryAttemptsDuration\":\"2h\","
                + "\"initialInterval\":\"250ms\",\"backoffMultiplier\":1.5,\"maxInterval\":\"90s\"},"
                + "\"callbackTimeout\":\"1500ms\"";
        assertThat(post("update", reference("t", change)).text()).contains(change);
        assertThat(post("get", reference("t", "")).text()).contains(change);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "2,3", "2147483646,2147483647"})
    void retriesAreOneLessThanTheAttemptsThatAreKept(int maxRetries, int maxAttempts) {
        String policy = ",\"retryPolicy\":{\"maxRetries\":" + maxRetries + "}";
        post("create", timer("created", policy));
        post("create", timer("updated", ""));
        post("update", reference("updated", policy));
        for (String id : List.of("created", "updated")) {
            assertThat(keptAttempts(id)).isEqualTo(maxAttempts);
            JsonNode read = post("get", reference(id, "")).json();
            assertThat(read.path("retryPolicy").path("maxRetries").asInt(-1)).isEqualTo(maxRetries);
        }
    }

    private int keptAttempts(String id) {
        return store.timers()
                .get(List.of(new TimerKey(namespace, id)))
                .get(0)
                .orElseThrow()
                .retryPolicy()
                .maxAttempts();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "ü ñ 漢字", "😀", "100%", "a+b", "a?b#c", "x;y=z", " "})
    void idsOfAnyCharactersAreKept(String id) {
        namespace = "namespace of " + id;
        assertThat(post("create", timer(id, "")).json().path("id").asText()).isEqualTo(id);
        JsonNode read = post("get", reference(id, "")).json();
        assertThat(read.path("id").asText()).isEqualTo(id);
        assertThat(read.path("namespace").asText()).isEqualTo(namespace);
        assertThat(post("delete", reference(id, "")).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "namespace":"g"|"other":"g"|namespace: missing
            "namespace":"g"|"groupId":"g"|namespace: missing
            "namespace":"g"|"namespace":""|namespace: got "", wanted 1 to 255 characters
            "namespace":"g"|"namespace":7|namespace: got a number, wanted a string
            "namespace":"g"|"namespace":"a\\u0000"|U+0000
            "namespace":"g"|"namespace":".."|stand in a path
            "id":"t"|"timerId":"t"|id: missing
            "id":"t"|"id":""|id: got "", wanted 1 to 255 characters
            "id":"t"|"id":null|id: got null, wanted a string
            "id":"t"|"id":"\\ud800"|surrogate
            "executeAt":"2030-01-31T12:00:00Z"|"executeat":1|executeAt: missing
            "executeAt":"2030-01-31T12:00:00Z"|"executeAt":"tomorrow"|executeAt: got "tomorrow"
            "callbackUrl":"http://127.0.0.1:9/x"|"url":1|callbackUrl: missing
            "callbackUrl":"http://127.0.0.1:9/x"|"callbackUrl":"ftp://x/"|http or https
            "callbackUrl":"http://127.0.0.1:9/x"|"callbackUrl":"http://x/"|a host that this service may call
            "retryPolicy":{}|"retryPolicy":{"maxRetries":-1}|retryPolicy: maxRetries must be at least 0, was -1
            "retryPolicy":{}|"retryPolicy":{"maxRetries":2147483647}|maxRetries must be at most 2147483646
            "retryPolicy":{}|"retryPolicy":{"maxRetries":1.5}|retryPolicy.maxRetries: got "1.5"
            "retryPolicy":{}|"retryPolicy":{"maxRetryAttemptsDuration":"5"}|retryPolicy.maxRetryAttemptsDuration: got
            "retryPolicy":{}|"payload":[1]|payload: got an array
            "retryPolicy":{}|"callbackTimeout":"5"|callbackTimeout: got "5"
            """)
    void aWrongCreateIsAnswered400AndSaysWhat(String part, String wrong, String message) {
        String good = "{\"namespace\":\"g\",\"id\":\"t\",\"executeAt\":\"2030-01-31T12:00:00Z\","
                + "\"callbackUrl\":\"http://127.0.0.1:9/x\",\"retryPolicy\":{}}";
        assertThat(good).contains(part);
        assertInvalid(post("create", good.replace(part, wrong)), message);
        namespace = "g";
        assertThat(post("get", reference("t", "")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"timerId":"t","payload":{}}|namespace: missing
            {"namespace":"g","payload":{}}|timerId: missing
            {"namespace":"g","id":"t","payload":{}}|timerId: missing
            {"namespace":"","timerId":"t","payload":{}}|namespace: got "", wanted 1 to 255 characters
            {"namespace":"g","timerId":"","payload":{}}|timerId: got "", wanted 1 to 255 characters
            {"namespace":"g","timerId":["t"],"payload":{}}|timerId: got an array, wanted a string
            {"namespace":"g","timerId":"a\\u0000","payload":{}}|U+0000
            {"namespace":".","timerId":"t","payload":{}}|stand in a path
            {"namespace":"\\udfff","timerId":"t","payload":{}}|surrogate
            {"namespace":"g","timerId":|not JSON
            []|wanted a JSON object
            """)
    void aBodyThatDoesNotNameATimerIsAnswered400AndSaysWhy(String body, String message) {
        for (String operation : List.of("get", "update", "delete")) {
            assertInvalid(post(operation, body), message);
        }
    }

    private static void assertInvalid(Answer answer, String message) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_INPUT");
        assertThat(answer.message()).contains(message);
    }

    @Test
    void anIdOfMoreThan255CharactersIsAnswered400() {
        assertThat(post("create", timer("x".repeat(255), "")).status()).isEqualTo(200);
        assertInvalid(post("create", timer("x".repeat(256), "")), "wanted 1 to 255 characters");
        assertInvalid(post("get", reference("x".repeat(256), "")), "wanted 1 to 255 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"unknown\":1", ",\"executeAt\":null", ",\"callbackUrl\":\"http://x/\""})
    void aWrongUpdateIsAnswered400AndChangesNothing(String change) {
        JsonNode created = post("create", timer("t", "")).json();
        assertThat(post("update", reference("t", change)).error()).isEqualTo("INVALID_INPUT");
        assertThat(post("get", reference("t", "")).json()).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "update", "delete"})
    void aTimerThatIsNotPendingIsAnswered404(String operation) {
        post("create", timer("another", ""));
        assertThat(post(operation, good(operation)).error()).isEqualTo("TIMER_NOT_FOUND");
        assertThat(post(operation, good(operation)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "get", "update", "delete"})
    void everyOperationRefusesWhatItCannotTake(String operation) {
        ContractClient stranger = api.with("Authorization", "Bearer wrong");
        assertThat(post(stranger, operation, good(operation)).error()).isEqualTo("UNAUTHORIZED");
        ContractClient plain = api.with("Content-Type", "text/plain");
        assertThat(post(plain, operation, good(operation)).status()).isEqualTo(415);
        String tooLong = good(operation) + " ".repeat(LocalService.BODY_LIMIT);
        assertThat(post(operation, tooLong).error()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(api.sendUnjudged("GET", "/api/v1/timers/" + operation, "").status())
                .isEqualTo(405);
        assertThat(api.sendUnjudged("PUT", "/api/v1/timers/" + operation, good(operation))
                        .error())
                .isEqualTo("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "get", "update", "delete"})
    void everyOperationIsAnswered503WhileTheDatabaseDoesNotAnswer(String operation) {
        fault.set(() -> {
            throw new StoreUnavailableException("the database is gone", null);
        });
        assertThat(post(operation, good(operation)).error()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(api.send("GET", "/health/ready", "").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/groups/g/timers",
        "GET,/groups/g/timers",
        "GET,/groups/g/timers/t",
        "PUT,/groups/g/timers/t",
        "DELETE,/groups/g/timers/t",
        "POST,/api/v1/timers",
        "POST,/api/v1/timers/list",
    })
    void thePathsOfAnotherDialectAreUnknown(String method, String path) {
        Answer answer = api.sendUnjudged(method, path, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).isEqualTo("INVALID_INPUT");
        assertThat(answer.message()).isEqualTo("no such path: " + path);
    }

    @Test
    void healthAnswersAndTheOperationsAreCountedUnderTheNamesThatTheyHaveInGroups() {
        assertThat(api.send("GET", "/health/live", "").status()).isEqualTo(200);
        assertThat(api.send("GET", "/health/ready", "").status()).isEqualTo(200);
        for (String operation : List.of("create", "get", "update", "delete")) {
            int status = post(operation, good(operation)).status();
            awaitMetric("http_server_request_duration_seconds_count{http_request_method=\"POST\","
                    + "http_response_status_code=\"" + status + "\",operation=\"" + operation + "\"} ");
        }
    }

    /** A request is counted when it has been answered, so its client may ask too soon. */
    private void awaitMetric(String metric) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (api.send("GET", "/metrics", "")
                .text()
                .lines()
                .noneMatch(line -> line.startsWith(metric) && !line.equals(metric + "0"))) {
            assertThat(System.nanoTime()).as(metric).isLessThan(deadline);
        }
    }
}

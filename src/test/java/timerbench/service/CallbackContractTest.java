package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.ContractClient.Answer;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;

/** What a create or update may ask of a callback, the same in both dialects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbackContractTest {
    private static final String DUE = "\"executeAt\":\"2030-01-31T12:00:00Z\"";
    private static final String PATH = "/groups/g/timers";
    private static final int LONGEST = 2_048;

    private final LocalService groups = new LocalService(MemoryStore.open(new Shards(4)), Dialect.GROUPS);
    private final LocalService durable = new LocalService(MemoryStore.open(new Shards(4)), Dialect.DURABLE_TIMER);
    private final ContractClient inGroups = groups.client("timer-api.yaml");
    private final ContractClient inNamespaces = durable.client("durable-timer-api.yaml");

    /** How a field with its value is sent: by a create and an update of each dialect. */
    private final List<BiFunction<String, String, Answer>> senders =
            List.of(this::createInGroup, this::updateInGroup, this::createInNamespace, this::updateInNamespace);

    @AfterAll
    void stop() {
        groups.close();
        durable.close();
    }

    private static String timer(String key, String field, String json) {
        String url = field.equals("callbackUrl") ? "" : ",\"callbackUrl\":\"http://127.0.0.1:9/x\"";
        return "{" + key + "," + DUE + url + ",\"" + field + "\":" + json + "}";
    }

    private Answer createInGroup(String field, String json) {
        return inGroups.send("POST", PATH, timer("\"timerId\":\"t\"", field, json));
    }

    private Answer updateInGroup(String field, String json) {
        createInGroup("payload", "{}");
        return inGroups.send("PUT", PATH + "/t", "{\"" + field + "\":" + json + "}");
    }

    private Answer createInNamespace(String field, String json) {
        String body = timer("\"namespace\":\"n\",\"id\":\"t\"", field, json);
        return inNamespaces.send("POST", "/api/v1/timers/create", body);
    }

    private Answer updateInNamespace(String field, String json) {
        createInNamespace("payload", "{}");
        String body = "{\"namespace\":\"n\",\"timerId\":\"t\",\"" + field + "\":" + json + "}";
        return inNamespaces.send("POST", "/api/v1/timers/update", body);
    }

    private static String json(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    static Stream<Arguments> urlsThatCannotBeCalled() {
        return Stream.of(
                Arguments.of("http://127.0.0.1:70000/", "a port from 1 to 65535"),
                Arguments.of("http://127.0.0.1:65536/", "a port from 1 to 65535"),
                Arguments.of("http://127.0.0.1:0/", "a port from 1 to 65535"),
                Arguments.of("http://127.0.0.1:99999999999/", "a host"),
                Arguments.of("http:///x", "a host"),
                Arguments.of("http://:80/x", "a host"),
                Arguments.of("http://127.0.0.1%0d%0aX/", "a host"),
                Arguments.of("http://bücher.example/", "percent-encoded"),
                Arguments.of("http://127.0.0.1/ü", "percent-encoded"),
                Arguments.of("http://127.0.0.1/\uD83D\uDE00", "percent-encoded"),
                Arguments.of("http://[fe80::1%25eth0]/", "without a zone"),
                Arguments.of("http://[::1/", "http or https"),
                Arguments.of("http://[::1]/", "a host that this service may call"),
                Arguments.of("http://user:secret@127.0.0.1/", "no user or password"),
                Arguments.of("http://user@127.0.0.1/", "no user or password"),
                Arguments.of("http://@127.0.0.1/", "no user or password"),
                Arguments.of("http://127.0.0.1/\r\nX: y", "control characters"),
                Arguments.of("http://127.0.0.1/\u0000", "control characters"),
                Arguments.of("http://127.0.0.1/a b", "control characters"),
                Arguments.of(" http://127.0.0.1/", "control characters"),
                Arguments.of("ftp://127.0.0.1/", "http or https"),
                Arguments.of("gopher://127.0.0.1/", "http or https"),
                Arguments.of("file:///etc/passwd", "http or https"),
                Arguments.of("//127.0.0.1/", "http or https"),
                Arguments.of("", "http or https"),
                Arguments.of(longest() + "p", "at most 2048 characters"),
                Arguments.of(longest() + "p".repeat(1_500), "at most 2048 characters"));
    }

    private static String longest() {
        String start = "http://127.0.0.1/";
        return start + "p".repeat(LONGEST - start.length());
    }

    @ParameterizedTest
    @MethodSource("urlsThatCannotBeCalled")
    void aUrlThatCannotBeCalledIsAnswered400AndSaysWhy(String url, String wanted) {
        for (BiFunction<String, String, Answer> sender : senders) {
            Answer answer = sender.apply("callbackUrl", json(url));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).startsWith("callbackUrl: got ").contains(wanted);
        }
    }

    static Stream<String> urlsThatCanBeCalled() {
        return Stream.of(
                "http://127.0.0.1:65535/",
                "http://127.0.0.1:1",
                "HTTP://127.0.0.1/",
                "https://127.0.0.1/",
                "http://127.0.0.1?q=1",
                "http://127.0.0.1/a%0d%0aX:%20y?%C3%BC#fragment",
                longest());
    }

    @ParameterizedTest
    @MethodSource("urlsThatCanBeCalled")
    void aUrlThatCanBeCalledIsKeptAsItIs(String url) {
        for (BiFunction<String, String, Answer> sender : senders) {
            Answer answer = sender.apply("callbackUrl", json(url));
            assertThat(answer.status()).isBetween(200, 201);
            assertThat(answer.json().path("callbackUrl").asText()).isEqualTo(url);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"60001ms", "61s", "2m", "1h", "999999999999h"})
    void aTimeoutBeyondTheLongestIsAnswered400(String timeout) {
        for (BiFunction<String, String, Answer> sender : senders) {
            Answer answer = sender.apply("callbackTimeout", json(timeout));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message())
                    .startsWith("callbackTimeout: got \"" + timeout + "\"")
                    .contains("at most");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "30s", "1m"})
    void aTimeoutUpToTheLongestIsKept(String timeout) {
        for (BiFunction<String, String, Answer> sender : senders) {
            assertThat(sender.apply("callbackTimeout", json(timeout))
                            .json()
                            .path("callbackTimeout")
                            .asText())
                    .isEqualTo(timeout);
        }
    }
}

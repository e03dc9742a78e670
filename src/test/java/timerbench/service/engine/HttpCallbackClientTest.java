package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;

class HttpCallbackClientTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Consumer<HttpServerRequest>> behaviour = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server = await(vertx.createHttpServer()
            .requestHandler(request -> {
                request.connection().closeHandler(end -> closed.countDown());
                behaviour.get().accept(request);
            })
            .listen(0, "127.0.0.1"));
    private final HttpCallbackClient client = new HttpCallbackClient(
            CallbackHosts.of("127.0.0.1, [::1], [0:0:0:0:0:0:0:1], *.invalid"), 2, Dialect.GROUPS);

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @AfterEach
    void stop() {
        client.close();
        await(vertx.close());
    }

    private Answer send(String url, Duration timeout) {
        return send(url, timeout, true);
    }

    private Answer send(String url, Duration timeout, boolean maySend) {
        return await(client.send(
                EngineTimers.attempt(
                        EngineTimers.timer("t", Instant.EPOCH, url, RetryPolicy.DEFAULT, timeout), 1, null),
                () -> maySend));
    }

    private Answer send(Consumer<HttpServerRequest> answer, Duration timeout) {
        behaviour.set(answer);
        return send("http://127.0.0.1:" + server.actualPort() + "/path?q=1", timeout);
    }

    @Test
    void aCallbackThatIsWithdrawnIsNotSentAndTheNextOneIs() {
        AtomicInteger requests = new AtomicInteger();
        behaviour.set(request -> {
            requests.incrementAndGet();
            request.response().end();
        });
        String url = "http://127.0.0.1:" + server.actualPort() + "/";
        for (int i = 1; i <= 3; i++) {
            assertThat(send(url, Duration.ofSeconds(10), false)).isEqualTo(new Answer.Withdrawn());
            assertThat(send(url, Duration.ofSeconds(10), true)).isEqualTo(new Answer.Succeeded());
            assertThat(requests).hasValue(i);
        }
    }

    @Test
    void theBodyArrivesAtThePathAsJson() {
        AtomicReference<String> got = new AtomicReference<>();
        Answer answer = send(
                request -> request.bodyHandler(body -> {
                    got.set(request.method() + " " + request.uri() + " " + request.getHeader("content-type") + " "
                            + body.toJsonObject().getString("timerId"));
                    request.response().end();
                }),
                Duration.ofSeconds(10));
        assertThat(answer).isEqualTo(new Answer.Succeeded());
        assertThat(got.get()).isEqualTo("POST /path?q=1 application/json t");
    }

    @Test
    void aReceiverThatNeverAnswersIsWaitedForNoLongerThanTheTimeout() throws InterruptedException {
        assertThat(send(request -> {}, Duration.ofMillis(50))).isEqualTo(new Answer.Failed("no answer within 50 ms"));
        assertThat(closed.await(10, TimeUnit.SECONDS))
                .as("its connection is closed")
                .isTrue();
    }

    @Test
    void anAnswerThatNeverEndsIsWaitedForNoLongerThanTheTimeout() {
        assertThat(send(request -> request.response().setChunked(true).write("{"), Duration.ofMillis(50)))
                .isInstanceOf(Answer.Failed.class);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        Answer answer =
                send(request -> request.response().end(Buffer.buffer(new byte[1 << 20])), Duration.ofSeconds(10));
        assertThat(answer).isEqualTo(new Answer.Failed("an answer of more than 65536 bytes"));
    }

    @Test
    void redirectsAreNotFollowed() {
        Answer answer = send(
                request -> request.response()
                        .setStatusCode(307)
                        .putHeader("Location", "http://127.0.0.1:" + server.actualPort() + "/other")
                        .end(),
                Duration.ofSeconds(10));
        assertThat(answer).isEqualTo(new Answer.Failed("status 307"));
    }

    @Test
    void aReceiverThatIsNotThereIsAFailure() {
        assertThat(send("http://127.0.0.1:9/", Duration.ofSeconds(10))).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aHostThatIsNotAllowedIsNeverCalled() {
        behaviour.set(request -> {
            throw new AssertionError("called");
        });
        assertThat(send("http://localhost:" + server.actualPort() + "/", Duration.ofSeconds(10)))
                .isEqualTo(new Answer.Refused());
    }

    @Test
    void whatIsPercentEncodedStaysSo() {
        AtomicReference<String> got = new AtomicReference<>();
        behaviour.set(request -> {
            got.set(request.uri() + " " + request.headers().names());
            request.response().end();
        });
        String url = "http://127.0.0.1:" + server.actualPort() + "/a%0d%0aX-Other:%20y?b=%0D%0A#c";
        assertThat(send(url, Duration.ofSeconds(10))).isEqualTo(new Answer.Succeeded());
        assertThat(got.get()).startsWith("/a%0d%0aX-Other:%20y?b=%0D%0A ").doesNotContain("X-Other,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]", "[0:0:0:0:0:0:0:1]"})
    void aReceiverWithAnIpv6AddressIsCalled(String host) {
        AtomicReference<String> got = new AtomicReference<>();
        HttpServer six;
        try {
            six = await(vertx.createHttpServer()
                    .requestHandler(request -> {
                        got.set(request.getHeader("host"));
                        request.response().end();
                    })
                    .listen(0, "::1"));
        } catch (CompletionException e) {
            assumeTrue(false, "this machine has no IPv6: " + e.getMessage());
            return;
        }
        String address = host + ":" + six.actualPort();
        assertThat(send("http://" + address + "/", Duration.ofSeconds(10))).isEqualTo(new Answer.Succeeded());
        assertThat(got.get()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:70000/",
                "http://127.0.0.1:0/",
                "http://[fe80::1%25lo]/",
                "http:///x",
                "",
                "http://no-such-host.invalid/"
            })
    void aUrlThatCannotBeCalledIsAFailure(String url) {
        assertThat(send(url, Duration.ofSeconds(10))).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aBodyThatCannotBeWrittenIsAFailure() {
        Timer whole = EngineTimers.timer("t", Instant.EPOCH);
        Timer timer = new Timer(
                whole.key(),
                whole.executeAt(),
                "http://127.0.0.1:" + server.actualPort() + "/",
                Optional.of("\"\ud800\""),
                whole.retryPolicy(),
                Duration.ofSeconds(10),
                whole.createdAt(),
                whole.updatedAt());
        assertThat(await(client.send(EngineTimers.attempt(timer, 1, null), () -> true)))
                .isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aTimeoutOfYearsThatAnOlderVersionTookIsCutToTheLongest() {
        Answer answer = send(request -> request.response().end(), Duration.ofDays(3_650));
        assertThat(answer).isEqualTo(new Answer.Succeeded());
    }
}

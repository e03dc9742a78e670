package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.RetryPolicy;

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
    private final HttpCallbackClient client = new HttpCallbackClient(CallbackHosts.of("127.0.0.1"), 2, Dialect.GROUPS);

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
        return await(client.send(EngineTimers.attempt(
                EngineTimers.timer("t", Instant.EPOCH, url, RetryPolicy.DEFAULT, timeout), 1, null)));
    }

    private Answer send(Consumer<HttpServerRequest> answer, Duration timeout) {
        behaviour.set(answer);
        return send("http://127.0.0.1:" + server.actualPort() + "/path?q=1", timeout);
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
        assertThat(send(request -> {}, Duration.ofMillis(50))).isInstanceOf(Answer.Failed.class);
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
}

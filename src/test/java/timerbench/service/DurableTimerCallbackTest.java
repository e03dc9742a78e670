package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;

/** The callbacks that a service really sends in the dialect durable-timer, byte for byte. */
class DurableTimerCallbackTest {
    private static final String PAYLOAD =
            "{\"a\":1.10,\"b\":[null,\"ü 漢\",{\"groupId\":true,\"maxAttempts\":-0.50}],\"c\":{}}";
    private static final String DUE = "2020-01-01T00:00:00Z";

    private final List<String> callbacks = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer receiver =
            await(vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1"));
    private final LocalService service = new LocalService(MemoryStore.open(new Shards(4)), Dialect.DURABLE_TIMER);
    private final ContractClient api = service.client("durable-timer-api.yaml");

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @AfterEach
    void stop() {
        service.close();
        await(vertx.close());
    }

    /** Answers with the status that the path asks for. */
    private void receive(HttpServerRequest request) {
        request.bodyHandler(body -> {
            callbacks.add(body.toString());
            int status = Integer.parseInt(request.path().substring(1));
            request.response().setStatusCode(status).end();
        });
    }

    private void fire(int answered, int maxRetries) {
        String created = "{\"namespace\":\"n\",\"id\":\"t\",\"executeAt\":\"" + DUE
                + "\",\"callbackUrl\":\"http://127.0.0.1:" + receiver.actualPort() + "/" + answered
                + "\",\"payload\":" + PAYLOAD + ",\"retryPolicy\":{\"maxRetries\":" + maxRetries
                + ",\"initialInterval\":\"1ms\"}}";
        assertThat(api.send("POST", "/api/v1/timers/create", created).status()).isEqualTo(200);
        awaitGone();
    }

    private void awaitGone() {
        String reference = "{\"namespace\":\"n\",\"timerId\":\"t\"}";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (api.send("POST", "/api/v1/timers/get", reference).status() != 404) {
            assertThat(System.nanoTime()).as("the timer is done with").isLessThan(deadline);
        }
    }

    private static String callback(int attempts) {
        return "{\"namespace\":\"n\",\"timerId\":\"t\",\"executeAt\":\"" + DUE + "\",\"attempts\":" + attempts
                + ",\"payload\":" + PAYLOAD + "}";
    }

    @Test
    void aCallbackIsSpeltAsTheContractSaysAndHandsThePayloadBackUnchanged() {
        fire(200, 2);
        assertThat(callbacks).containsExactly(callback(1));
    }

    @Test
    void aFailedCallbackIsTriedAgainAsOftenAsThereAreRetriesAndItsAttemptsAreCountedFromOne() {
        fire(503, 2);
        assertThat(callbacks).containsExactly(callback(1), callback(2), callback(3));
    }

    @Test
    void withNoRetriesThereIsOneAttempt() {
        fire(503, 0);
        assertThat(callbacks).containsExactly(callback(1));
    }

    @Test
    void aRefusedCallbackIsNotTriedAgain() {
        fire(410, 2);
        assertThat(callbacks).containsExactly(callback(1));
    }
}

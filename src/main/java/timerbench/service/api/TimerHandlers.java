package timerbench.service.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import timerbench.service.engine.Engine;
import timerbench.service.store.BatchQueue;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * Handles the operations on timers: reads the request, passes it to the queue, and answers when the queue has answered.
 */
final class TimerHandlers {
    private final Vertx vertx;
    private final BatchQueue queue;
    private final Engine engine;
    private final TimerRequests requests;
    private final Dialect dialect;

    TimerHandlers(Vertx vertx, BatchQueue queue, Engine engine, TimerRequests requests, Dialect dialect) {
        this.vertx = vertx;
        this.queue = queue;
        this.engine = engine;
        this.requests = requests;
        this.dialect = dialect;
    }

    /** Returns the status of a create: 201 for a resource that a path names from now on (RFC 9110, 15.3.2). */
    int created() {
        return dialect.keysInPaths() ? 201 : 200;
    }

    void create(RoutingContext ctx) {
        await(ctx, queue.put(requests.create(ctx)), stored -> {
            engine.stored(stored);
            send(ctx, created(), Json.timer(stored, dialect));
        });
    }

    void get(RoutingContext ctx) {
        TimerKey key = requests.key(ctx);
        await(ctx, queue.get(key), timer -> send(ctx, 200, Json.timer(found(key, timer), dialect)));
    }

    void update(RoutingContext ctx) {
        TimerChange change = requests.update(ctx);
        await(ctx, queue.update(change), timer -> {
            engine.stored(found(change.key(), timer));
            send(ctx, 200, Json.timer(timer.orElseThrow(), dialect));
        });
    }

    void delete(RoutingContext ctx) {
        TimerKey key = requests.key(ctx);
        await(ctx, queue.delete(key), deleted -> {
            if (!deleted) {
                throw notFound(key);
            }
            engine.deleted(key);
            ctx.response().setStatusCode(204).end();
        });
    }

    void list(RoutingContext ctx) {
        await(
                ctx,
                queue.list(requests.list(ctx)),
                page -> send(ctx, 200, Json.page(page.timers(), page.end().map(Cursor::of), dialect)));
    }

    private <T> void await(RoutingContext ctx, CompletionStage<T> answer, Consumer<T> onAnswer) {
        Future.fromCompletionStage(answer, vertx.getOrCreateContext()).onComplete(result -> {
            if (result.failed()) {
                ctx.fail(result.cause());
                return;
            }
            try {
                onAnswer.accept(result.result());
            } catch (RuntimeException e) {
                ctx.fail(e);
            }
        });
    }

    private static Timer found(TimerKey key, Optional<Timer> timer) {
        return timer.orElseThrow(() -> notFound(key));
    }

    private static ApiException notFound(TimerKey key) {
        return new ApiException(
                ErrorCode.TIMER_NOT_FOUND,
                "no timer \"" + key.timerId() + "\" is pending in group \"" + key.groupId() + "\"");
    }

    private static void send(RoutingContext ctx, int status, Buffer body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }
}

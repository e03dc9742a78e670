package timerbench.service.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import timerbench.service.engine.CallbackHosts;
import timerbench.service.engine.Engine;
import timerbench.service.store.BatchQueue;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Micros;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** The operations on timers: each reads its request, asks the queue, and answers when the queue has. */
final class TimerHandlers {
    private static final int LARGEST_PAGE = 1_000;
    private static final String DEFAULT_PAGE = "100";

    private final Vertx vertx;
    private final BatchQueue queue;
    private final Engine engine;
    private final CallbackHosts hosts;
    private final Clock clock;

    TimerHandlers(Vertx vertx, BatchQueue queue, Engine engine, CallbackHosts hosts, Clock clock) {
        this.vertx = vertx;
        this.queue = queue;
        this.engine = engine;
        this.hosts = hosts;
        this.clock = clock;
    }

    void create(RoutingContext ctx) {
        Timer timer = TimerRequests.create(groupId(ctx), body(ctx), now());
        requireAllowed(timer.callbackUrl());
        await(ctx, queue.put(timer), stored -> {
            engine.stored(stored);
            send(ctx, 201, Json.timer(stored));
        });
    }

    void get(RoutingContext ctx) {
        TimerKey key = key(ctx);
        await(ctx, queue.get(key), timer -> send(ctx, 200, Json.timer(found(key, timer))));
    }

    void update(RoutingContext ctx) {
        TimerKey key = key(ctx);
        TimerChange change = TimerRequests.update(key, body(ctx), now());
        change.callbackUrl().ifPresent(this::requireAllowed);
        await(ctx, queue.update(change), timer -> {
            engine.stored(found(key, timer));
            send(ctx, 200, Json.timer(timer.orElseThrow()));
        });
    }

    void delete(RoutingContext ctx) {
        TimerKey key = key(ctx);
        await(ctx, queue.delete(key), deleted -> {
            if (!deleted) {
                throw notFound(key);
            }
            engine.deleted(key);
            ctx.response().setStatusCode(204).end();
        });
    }

    void list(RoutingContext ctx) {
        TimerQuery query = new TimerQuery(
                groupId(ctx),
                parameter(ctx, "dueBefore").map(text -> Values.instant("dueBefore", text)),
                parameter(ctx, "cursor").map(Cursor::parse),
                Values.limit("limit", parameter(ctx, "limit").orElse(DEFAULT_PAGE), LARGEST_PAGE));
        await(
                ctx,
                queue.list(query),
                page -> send(ctx, 200, Json.page(page.timers(), page.end().map(Cursor::of))));
    }

    private void requireAllowed(String callbackUrl) {
        if (!hosts.allow(callbackUrl)) {
            throw ApiException.invalid(
                    "callbackUrl", callbackUrl, "a host that this service may call (callbackHosts: " + hosts + ")");
        }
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

    private static TimerKey key(RoutingContext ctx) {
        return new TimerKey(groupId(ctx), Values.id("timerId", ctx.pathParam("timerId")));
    }

    private static String groupId(RoutingContext ctx) {
        return Values.id("groupId", ctx.pathParam("groupId"));
    }

    private static Optional<String> parameter(RoutingContext ctx, String name) {
        return Optional.ofNullable(ctx.request().getParam(name));
    }

    private static byte[] body(RoutingContext ctx) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].trim().equalsIgnoreCase("application/json")) {
            throw new ApiException(
                    ErrorCode.INVALID_INPUT, 415, "Content-Type: got " + type + ", wanted application/json");
        }
        Buffer buffer = ctx.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    private Instant now() {
        return Micros.truncate(clock.instant());
    }

    private static void send(RoutingContext ctx, int status, Buffer body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }
}

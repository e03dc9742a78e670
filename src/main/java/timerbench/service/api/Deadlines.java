package timerbench.service.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits how long a client may keep a connection waiting. A timeout between bytes is not enough: it never ends a
 * connection on which a byte arrives every second.
 *
 * <ul>
 *   <li>A request must be complete within {@code requestTimeout} of its head; otherwise it is answered 408.
 *   <li>A client must read its answer and send the next head within {@code idleTimeout}; otherwise the connection is
 *       closed.
 * </ul>
 */
final class Deadlines {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Duration requestTimeout;
    private final Duration idleTimeout;
    private final Map<HttpConnection, Turn> turns = new ConcurrentHashMap<>();

    Deadlines(Duration requestTimeout, Duration idleTimeout) {
        this.requestTimeout = requestTimeout;
        this.idleTimeout = idleTimeout;
    }

    private enum Awaited {
        HEAD,
        BODY,
        ANSWER
    }

    /**
     * What a connection waits for, and since which time.
     *
     * @param request the request whose body is awaited
     */
    private record Turn(Awaited awaited, long sinceNanos, Optional<Sending> request) {
        static Turn of(Awaited awaited) {
            return new Turn(awaited, System.nanoTime(), Optional.empty());
        }

        boolean lasts(Duration limit) {
            return System.nanoTime() - sinceNanos > limit.toNanos();
        }
    }

    /** A request that is still arriving, and the thread that may touch it. */
    private record Sending(RoutingContext ctx, Context thread) {}

    /** Starts to look for overdue connections. */
    void watch(Vertx vertx) {
        Duration shortest = requestTimeout.compareTo(idleTimeout) < 0 ? requestTimeout : idleTimeout;
        Duration period = shortest.compareTo(PERIOD.multipliedBy(4)) < 0 ? shortest.dividedBy(4) : PERIOD;
        vertx.setPeriodic(Math.max(1, period.toMillis()), id -> turns.forEach(this::endOverdue));
    }

    void opened(HttpConnection connection) {
        turns.put(connection, Turn.of(Awaited.HEAD));
    }

    void closed(HttpConnection connection) {
        turns.remove(connection);
    }

    /** Records that the request's head has arrived. */
    void begun(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!hasBody(request)) {
            turn(ctx, Turn.of(Awaited.ANSWER));
            return;
        }
        Sending sending = new Sending(ctx, ctx.vertx().getOrCreateContext());
        turn(ctx, new Turn(Awaited.BODY, System.nanoTime(), Optional.of(sending)));
        request.end().onComplete(whole -> turn(ctx, Turn.of(ctx.response().ended() ? Awaited.HEAD : Awaited.ANSWER)));
    }

    /** Records that the request has been answered. Its body may still be arriving. */
    void answered(RoutingContext ctx) {
        if (!hasBody(ctx.request()) || ctx.request().isEnded()) {
            turn(ctx, Turn.of(Awaited.HEAD));
        }
    }

    private void turn(RoutingContext ctx, Turn turn) {
        // Not put(): the connection may be closed by now.
        turns.replace(ctx.request().connection(), turn);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    private void endOverdue(HttpConnection connection, Turn turn) {
        switch (turn.awaited()) {
            case HEAD -> {
                if (turn.lasts(idleTimeout)) {
                    connection.close();
                }
            }
            case BODY -> {
                if (turn.lasts(requestTimeout)) {
                    turn.request().ifPresent(sending -> sending.thread().runOnContext(run -> refuse(sending.ctx())));
                }
            }
            case ANSWER -> {
                // The service is working on the request.
            }
        }
    }

    private void refuse(RoutingContext ctx) {
        if (ctx.request().isEnded()) {
            return;
        }
        if (ctx.response().ended()) {
            ctx.request().connection().close();
            return;
        }
        Connections.closeAfter(ctx);
        ctx.fail(new ApiException(
                ErrorCode.INVALID_INPUT,
                408,
                "the request was not complete within " + requestTimeout.toMillis() + " ms of its head"));
    }
}

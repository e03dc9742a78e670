package timerbench.service.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the number of connections. Each holds memory even when idle (9 KB here). Clients that wait for answers open
 * more and more of them, so without a limit the connections, not the queue, exhaust the heap.
 *
 * <p>Up to one and a half times the limit, requests get an answer that says why they are refused. Connections beyond
 * that are closed at once.
 */
final class Connections {
    private final int limit;
    private final Deadlines deadlines;
    private final AtomicInteger open = new AtomicInteger();

    Connections(int limit, Deadlines deadlines, MeterRegistry metrics) {
        this.limit = limit;
        this.deadlines = deadlines;
        Gauge.builder("timerbench.service.http.connections", open, AtomicInteger::get)
                .description("Connections that clients hold open")
                .register(metrics);
    }

    void opened(HttpConnection connection) {
        deadlines.opened(connection);
        connection.closeHandler(closed -> {
            open.decrementAndGet();
            deadlines.closed(connection);
        });
        if (open.incrementAndGet() > limit + limit / 2) {
            connection.close();
        }
    }

    /**
     * Admits the request while the connections are within the limit; otherwise refuses it and closes its connection.
     */
    void admit(RoutingContext ctx) {
        int now = open.get();
        if (now <= limit) {
            ctx.next();
            return;
        }
        closeAfter(ctx);
        ctx.fail(new ApiException(
                ErrorCode.OVERLOADED, now + " connections are open, of at most " + limit + "; try again later"));
    }

    /** Closes the connection when the request has been answered. */
    static void closeAfter(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ctx.addEndHandler(end -> ctx.request().connection().close());
    }
}

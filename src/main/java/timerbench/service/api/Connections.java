package timerbench.service.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the connections, each of which holds memory even when idle (9 KB here). Clients that wait for answers open
 * more and more of them, so that without a bound it is not the queue but they that exhaust the heap.
 *
 * <p>Up to half as many again as may be are heard, so that they can be told why; any more are closed at once.
 */
final class Connections {
    private final int limit;
    private final Deadlines deadlines;
    private final AtomicInteger open = new AtomicInteger();

    Connections(int limit, Deadlines deadlines, MeterRegistry metrics) {
        this.limit = limit;
        this.deadlines = deadlines;
        Gauge.builder("timerbench.http.connections", open, AtomicInteger::get)
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

    /** Lets the request pass if there are no more connections than may be; otherwise refuses it and closes its own. */
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

    /** Has the connection closed when the request has been answered. */
    static void closeAfter(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ctx.addEndHandler(end -> ctx.request().connection().close());
    }
}

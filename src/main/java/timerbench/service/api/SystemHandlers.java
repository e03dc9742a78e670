package timerbench.service.api;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import timerbench.service.engine.DatabaseClock;
import timerbench.service.timer.Micros;

/** Handles requests about the process: health and metrics. Also measures how long each request takes. */
final class SystemHandlers {
    /** The key under which a request carries the name of its operation, for the metrics. */
    static final String OPERATION = "operation";

    private final Vertx vertx;
    private final Readiness readiness;
    private final ServiceMetrics metrics;
    private final Deadlines deadlines;
    private final DatabaseClock clock;

    SystemHandlers(Vertx vertx, Readiness readiness, ServiceMetrics metrics, Deadlines deadlines, DatabaseClock clock) {
        this.vertx = vertx;
        this.readiness = readiness;
        this.metrics = metrics;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    void time(RoutingContext ctx) {
        long start = System.nanoTime();
        deadlines.begun(ctx);
        ctx.addEndHandler(end -> {
            String operation = ctx.get(OPERATION, ServiceMetrics.NO_OPERATION);
            if (end.failed() && !RequestBody.isUnreadable(end.cause())) {
                metrics.abandoned(operation);
                return;
            }
            deadlines.answered(ctx);
            // An unreadable body is reported here before it is answered.
            int status = end.failed() ? 400 : ctx.response().getStatusCode();
            metrics.answered(operation, status, System.nanoTime() - start);
        });
        ctx.next();
    }

    void live(RoutingContext ctx) {
        sendStatus(ctx, "live");
    }

    void ready(RoutingContext ctx) {
        vertx.executeBlocking(
                        () -> {
                            readiness.check();
                            clock.check();
                            return "ready";
                        },
                        false)
                .onSuccess(status -> sendStatus(ctx, status))
                .onFailure(ctx::fail);
    }

    void metrics(RoutingContext ctx) {
        sendMetrics(ctx, metrics::scrape);
    }

    void pending(RoutingContext ctx) {
        sendMetrics(ctx, metrics::scrapeCounted);
    }

    private void sendMetrics(RoutingContext ctx, Callable<String> scrape) {
        vertx.executeBlocking(scrape, false)
                .onSuccess(text -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(Buffer.buffer(text)))
                .onFailure(ctx::fail);
    }

    private void sendStatus(RoutingContext ctx, String status) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Json.health(status, Micros.truncate(clock.instant())));
    }
}

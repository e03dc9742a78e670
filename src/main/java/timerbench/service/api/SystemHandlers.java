package timerbench.service.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
            metrics.answered(operation, ctx.request().method(), status, System.nanoTime() - start);
        });
        ctx.next();
    }

    /** Makes the metrics show that the service has this operation, and how it may answer. */
    void offers(String operation, HttpMethod method, int... statuses) {
        for (int status : statuses) {
            metrics.expect(operation, method, status);
        }
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

    private void sendMetrics(RoutingContext ctx, Function<@Nullable String, ServiceMetrics.Page> scrape) {
        String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
        vertx.executeBlocking(() -> scrape.apply(accept), false)
                .onSuccess(page -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
                        .end(page.body()))
                .onFailure(ctx::fail);
    }

    private void sendStatus(RoutingContext ctx, String status) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Json.health(status, Micros.truncate(clock.instant())));
    }
}

package timerbench.service.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import timerbench.service.store.OverloadedException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.timer.Micros;

/** Answers whatever went wrong with an Error body. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final long WARNING_PERIOD_MILLIS = 5_000;

    private final int bodyLimit;
    private final Clock clock;
    private final AtomicLong lastWarning = new AtomicLong();

    Failures(int bodyLimit, Clock clock) {
        this.bodyLimit = bodyLimit;
        this.clock = clock;
    }

    /** Has the router answer like this, too, where no route fits. */
    void answerUnrouted(Router router) {
        for (int status : new int[] {400, 404, 405, 413, 500}) {
            router.errorHandler(status, ctx -> answer(ctx, status));
        }
    }

    void answer(RoutingContext ctx) {
        answer(ctx, ctx.statusCode());
    }

    private void answer(RoutingContext ctx, int status) {
        ApiException failure = explain(ctx, status);
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        if (ctx.response().headWritten()) {
            ctx.response().reset();
            return;
        }
        ctx.response()
                .setStatusCode(failure.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Json.error(failure.code(), failure.getMessage(), Micros.truncate(clock.instant())));
    }

    private ApiException explain(RoutingContext ctx, int status) {
        Throwable cause = ctx.failure() instanceof CompletionException wrapped ? wrapped.getCause() : ctx.failure();
        if (cause instanceof ApiException known) {
            return known;
        }
        if (cause instanceof OverloadedException) {
            return new ApiException(ErrorCode.OVERLOADED, cause.getMessage());
        }
        if (cause instanceof StoreUnavailableException) {
            warnNowAndThen(cause.getMessage());
            return new ApiException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer; try again later");
        }
        return switch (status) {
            case 400 -> ApiException.invalid("the request is not well-formed");
            case 404 ->
                new ApiException(
                        ErrorCode.INVALID_INPUT,
                        404,
                        "no such path: " + ctx.request().path());
            case 405 ->
                new ApiException(
                        ErrorCode.INVALID_INPUT,
                        405,
                        ctx.request().method() + " is not an operation of "
                                + ctx.request().path());
            case 413 -> new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "body: wanted at most " + bodyLimit + " bytes");
            default -> unexpected(ctx, cause);
        };
    }

    /** A database that is gone fails thousands of requests a second; a line every few seconds says so. */
    private void warnNowAndThen(String message) {
        long now = clock.millis();
        long last = lastWarning.get();
        if (now - last >= WARNING_PERIOD_MILLIS && lastWarning.compareAndSet(last, now)) {
            LOG.warn("{}", message);
        }
    }

    private static ApiException unexpected(RoutingContext ctx, Throwable cause) {
        LOG.error("{} {}", ctx.request().method(), ctx.request().path(), cause);
        return new ApiException(ErrorCode.INTERNAL_ERROR, "the service failed; its log says why");
    }
}

package timerbench.service.api;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import timerbench.service.engine.NotReadyException;
import timerbench.service.store.OverloadedException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.timer.Micros;

/** Answers every failure with an Error body. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final int bodyLimit;
    private final ServiceMetrics metrics;
    private final InstantSource clock;
    private final NowAndThen unavailable;
    private final NowAndThen unexpected;

    Failures(int bodyLimit, ServiceMetrics metrics, InstantSource clock) {
        this.bodyLimit = bodyLimit;
        this.metrics = metrics;
        this.clock = clock;
        this.unavailable = new NowAndThen(clock);
        this.unexpected = new NowAndThen(clock);
    }

    /** Makes the router answer this way too when no route matches. */
    void answerUnrouted(Router router) {
        for (int status : new int[] {400, 404, 405, 413, 500}) {
            router.errorHandler(status, ctx -> answer(ctx, status));
        }
    }

    void answer(RoutingContext ctx) {
        answer(ctx, ctx.statusCode());
    }

    private void answer(RoutingContext ctx, int status) {
        if (ctx.response().ended() || ctx.response().closed() || isAbandoned(ctx)) {
            return;
        }
        ApiException failure = explain(ctx, status);
        if (ctx.response().headWritten()) {
            ctx.response().reset();
            return;
        }
        ctx.response()
                .setStatusCode(failure.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body(failure));
    }

    /**
     * Answers a request with an unreadable head, and closes the connection: the start of the next request is unknown.
     */
    void answerUnreadable(HttpServerRequest request) {
        long start = System.nanoTime();
        ApiException failure = unreadable(request.decoderResult().cause());
        request.response()
                .setStatusCode(failure.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(body(failure));
        request.connection().close();
        metrics.answeredUnreadable(failure.status(), System.nanoTime() - start);
    }

    private static ApiException unreadable(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new ApiException(ErrorCode.INVALID_INPUT, 414, "the request's line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new ApiException(ErrorCode.INVALID_INPUT, 431, "the request's headers are too long");
        }
        return ApiException.invalid("the request's head is not well-formed");
    }

    private Buffer body(ApiException failure) {
        return Json.error(failure.code(), failure.getMessage(), Micros.truncate(clock.instant()));
    }

    /** Returns whether the client is gone: no answer is needed then. */
    private static boolean isAbandoned(RoutingContext ctx) {
        return RequestBody.isBeingRead(ctx) && ctx.failure() != null && !RequestBody.isUnreadable(ctx.failure());
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
            unavailable.say(unsaid -> LOG.warn("{} ({} more since the last line)", cause.getMessage(), unsaid));
            return new ApiException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer; try again later");
        }
        if (cause instanceof NotReadyException) {
            unavailable.say(unsaid -> LOG.warn("{} ({} more since the last line)", cause.getMessage(), unsaid));
            return new ApiException(ErrorCode.NOT_READY, cause.getMessage());
        }
        if (cause != null && RequestBody.isBeingRead(ctx)) {
            Connections.closeAfter(ctx);
            return ApiException.invalid("the request's body is not well-formed: " + cause.getMessage());
        }
        return switch (status) {
            case 400 -> ApiException.invalid("the request is not well-formed");
            case 404 -> refused(404, "no such path: " + ctx.request().path());
            case 405 ->
                refused(
                        405,
                        ctx.request().method() + " is not an operation of "
                                + ctx.request().path());
            case 413 -> new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "body: wanted at most " + bodyLimit + " bytes");
            default -> unexpected(ctx, cause);
        };
    }

    private static ApiException refused(int status, String message) {
        return new ApiException(ErrorCode.INVALID_INPUT, status, message);
    }

    private ApiException unexpected(RoutingContext ctx, @Nullable Throwable cause) {
        unexpected.say(unsaid -> LOG.error(
                "{} {} ({} more failures since the last line)",
                ctx.request().method(),
                ctx.request().path(),
                unsaid,
                cause));
        return new ApiException(ErrorCode.INTERNAL_ERROR, "the service failed; see its log");
    }
}

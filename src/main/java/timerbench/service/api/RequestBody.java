package timerbench.service.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Reads the bodies of requests. A body that is not JSON by its headers is refused before it is read. */
final class RequestBody implements Handler<RoutingContext> {
    private static final String READ = RequestBody.class.getName();

    private final BodyHandler reader;

    RequestBody(int limit) {
        reader = BodyHandler.create(false).setBodyLimit(limit);
    }

    @Override
    public void handle(RoutingContext ctx) {
        requireJson(ctx.request());
        ctx.put(READ, true);
        reader.handle(ctx);
    }

    /** Returns whether the body is still being read. A failure at that time comes from the client or the connection. */
    static boolean isBeingRead(RoutingContext ctx) {
        return ctx.get(READ) != null && !ctx.request().isEnded();
    }

    /** Returns whether the failure is a malformed body, and not a client that left. */
    static boolean isUnreadable(Throwable cause) {
        return cause instanceof RuntimeException && !(cause instanceof HttpClosedException);
    }

    private static void requireJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].trim().equalsIgnoreCase("application/json")) {
            throw unsupported("Content-Type: got " + (type == null ? "none" : type) + ", wanted application/json");
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Content-Encoding: got " + encoding + ", wanted none");
        }
    }

    private static ApiException unsupported(String message) {
        return new ApiException(ErrorCode.INVALID_INPUT, 415, message);
    }
}

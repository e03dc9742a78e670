package timerbench.service.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Refuses requests whose head the HTTP library accepts although HTTP (RFC 9110 and 9112) forbids it. */
final class RequestHead {
    private RequestHead() {}

    static void check(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            throw ApiException.invalid("Host: got more than one");
        }
        requireChunked(ctx, request.getHeader(HttpHeaders.TRANSFER_ENCODING));
        String expect = request.getHeader(HttpHeaders.EXPECT);
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw new ApiException(
                    ErrorCode.INVALID_INPUT, 417, "Expect: got \"" + expect + "\", wanted 100-continue or nothing");
        }
        requireUtf8(request.uri());
        ctx.next();
    }

    /** The end of a body with another encoding is unknown, and so is the start of the next request. */
    private static void requireChunked(RoutingContext ctx, @Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
            Connections.closeAfter(ctx);
            throw ApiException.invalid("Transfer-Encoding", encoding, "chunked or nothing");
        }
    }

    /** The router replaces bytes that are not UTF-8 with U+FFFD, which would make different ids equal. */
    private static void requireUtf8(String uri) {
        if (uri.chars().anyMatch(character -> character > '~')) {
            throw ApiException.invalid(
                    "the request's target: wanted ASCII, with percent-encoding for all other characters");
        }
        if (uri.indexOf('%') >= 0) {
            requireUtf8(decoded(uri));
        }
    }

    private static ByteBuffer decoded(String uri) {
        ByteBuffer bytes = ByteBuffer.allocate(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '%') {
                bytes.put((byte) percentEncoded(uri, i));
                i += 2;
            } else {
                bytes.put((byte) uri.charAt(i));
            }
        }
        return bytes.flip();
    }

    private static int percentEncoded(String uri, int start) {
        int high = start + 2 < uri.length() ? Character.digit(uri.charAt(start + 1), 16) : -1;
        int low = start + 2 < uri.length() ? Character.digit(uri.charAt(start + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw ApiException.invalid("the request's target: got a % without two hexadecimal digits after it");
        }
        return high << 4 | low;
    }

    private static void requireUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw ApiException.invalid("the request's target: got percent-encoded bytes that are not UTF-8");
        }
    }
}

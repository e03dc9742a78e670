package timerbench.service.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Admits requests that carry the token; admits all requests if the service was started without a token. */
final class BearerAuth {
    private static final String SCHEME = "Bearer";

    private final Optional<byte[]> wanted;

    BearerAuth(Optional<String> token) {
        wanted = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    void check(RoutingContext ctx) {
        if (wanted.isPresent() && !matches(ctx.request().getHeader(HttpHeaders.AUTHORIZATION), wanted.get())) {
            ctx.response().putHeader("WWW-Authenticate", SCHEME);
            throw new ApiException(ErrorCode.UNAUTHORIZED, "Authorization: wanted \"Bearer\" and the service's token");
        }
        ctx.next();
    }

    /**
     * The scheme is case-insensitive (RFC 9110, 11.1). The token is compared in constant time, against timing attacks.
     */
    private static boolean matches(@Nullable String header, byte[] wanted) {
        if (header == null || !header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
            return false;
        }
        String token = header.substring(SCHEME.length()).strip();
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), wanted);
    }
}

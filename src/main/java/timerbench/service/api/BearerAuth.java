package timerbench.service.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Lets requests pass that bear the token; all of them where the service was started with none. */
final class BearerAuth {
    private final Optional<byte[]> wanted;

    BearerAuth(Optional<String> token) {
        wanted = token.map(text -> ("Bearer " + text).getBytes(StandardCharsets.UTF_8));
    }

    void check(RoutingContext ctx) {
        if (wanted.isPresent() && !matches(ctx.request().getHeader(HttpHeaders.AUTHORIZATION), wanted.get())) {
            throw new ApiException(ErrorCode.UNAUTHORIZED, "Authorization: wanted \"Bearer\" and the service's token");
        }
        ctx.next();
    }

    /** In constant time, so that the time taken tells nothing of the token. */
    private static boolean matches(String header, byte[] wanted) {
        return header != null && MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8), wanted);
    }
}

package timerbench.harness.load.live;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a page of somebody else makes in the browser of a user. The endpoint asks for no password, and
 * a browser reaches what its machine reaches.
 */
final class Guard {
    private static final String LOCALHOST = "localhost";

    private final String host;
    private final boolean isLocal;

    /** @param host that the endpoint listens on */
    Guard(String host) {
        this.host = host;
        this.isLocal = isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // Nothing can listen on it.
        }
    }

    /** Returns why the request is refused; empty if it is not. */
    Optional<String> refusal(HttpServerRequest request) {
        @Nullable HostAndPort asked = request.authority();
        if (isLocal && asked != null && !isOfThisMachine(asked.host())) {
            return Optional.of("no host of that name is here; use " + host);
        }
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        boolean isForeign = site != null && site.endsWith("-site");
        return isForeign && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                ? Optional.of("a page of another site may not read this")
                : Optional.empty();
    }

    /** A name that its owner points at this machine after a page was loaded from it is none of these. */
    private boolean isOfThisMachine(String name) {
        return name.equalsIgnoreCase(host)
                || name.equalsIgnoreCase(LOCALHOST)
                || name.matches("[0-9.]+")
                || name.contains(":");
    }
}

package timerbench.service.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A URL that can be called.
 *
 * @param target path and query, as in the request line
 */
public record CallbackUrl(Address address, String target) {
    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_LABEL = 63;

    /**
     * The server that a callback goes to.
     *
     * @param scheme http or https
     * @param host in lower case; an IPv6 address in its brackets
     */
    public record Address(String scheme, String host, int port) {
        /** Stands for the server of callbacks that cannot be sent. */
        static final Address NONE = new Address("none", "", 0);

        boolean isSecure() {
            return scheme.equals("https");
        }
    }

    /**
     * Parses the text.
     *
     * @throws IllegalArgumentException if it is no such URL; the message says what is wanted instead
     */
    public static CallbackUrl of(String text) {
        try {
            URI uri = new URI(text);
            String scheme = lowerCase(uri.getScheme());
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new IllegalArgumentException("an absolute http or https URL");
            }
            return new CallbackUrl(new Address(scheme, host(uri), port(uri, scheme)), target(uri));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("an absolute http or https URL without spaces or control characters", e);
        }
    }

    /** Returns the address of a stored URL, which an older version may have accepted although this one refuses it. */
    static Address addressOf(String text) {
        try {
            return of(text).address();
        } catch (IllegalArgumentException e) {
            return Address.NONE;
        }
    }

    private static String host(URI uri) {
        String host = lowerCase(uri.getHost());
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a URL with a host, which is a name or an address");
        }
        if (host.contains("%")) {
            // A zone names an interface of one machine only, and the client would drop it.
            throw new IllegalArgumentException("an IPv6 address without a zone");
        }
        boolean resolvable = host.startsWith("[")
                || (host.length() <= LONGEST_HOST
                        && Arrays.stream(host.split("\\.")).allMatch(label -> label.length() <= LONGEST_LABEL));
        if (!resolvable) {
            throw new IllegalArgumentException("a host of at most " + LONGEST_HOST + " characters, at most "
                    + LONGEST_LABEL + " between its dots");
        }
        return host;
    }

    private static int port(URI uri, String scheme) {
        int port = uri.getPort();
        if (port == 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("a port from 1 to " + LARGEST_PORT);
        }
        if (port > 0) {
            return port;
        }
        return scheme.equals("https") ? 443 : 80;
    }

    private static String target(URI uri) {
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return (path.isEmpty() ? "/" : path) + query;
    }

    private static String lowerCase(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}

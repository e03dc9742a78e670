package timerbench.harness.targets;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a target, as people give it. */
final class TargetAddress {
    private static final Pattern PARTS = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/]*)(/.*)?");
    private static final Pattern PORT = Pattern.compile(":(\\d*)$");
    private static final int LARGEST_PORT = 65_535;

    private final String given;

    private TargetAddress(String given) {
        this.given = given;
    }

    /**
     * Returns the address as requests begin with it: its scheme in lower case, no slash at its end.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static String of(String given) {
        if (given.contains("?") || given.contains("#")) {
            // Not quoted: it may hold a secret.
            throw new IllegalArgumentException("target: an address ends before ? and #: requests are put behind it."
                    + " The token comes from API_TOKEN, other headers and parameters from the dialect");
        }
        return new TargetAddress(given.strip()).checked();
    }

    private String checked() {
        Matcher parts = PARTS.matcher(given);
        if (!parts.matches()) {
            throw wrong("wanted embedded or an address such as http://host:8080");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong("wanted http:// or https:// before the host");
        }
        requirePort(parts.group(2));
        String host = PORT.matcher(parts.group(2)).replaceFirst("");
        if (host.isEmpty()) {
            throw wrong("there is no host");
        }
        if (uri().getHost() == null) {
            throw host(host);
        }
        String path = parts.group(3) == null ? "" : parts.group(3).replaceFirst("/+$", "");
        return scheme + "://" + parts.group(2) + path;
    }

    private void requirePort(String authority) {
        Matcher port = PORT.matcher(authority);
        if (port.find() && !isPort(port.group(1))) {
            throw wrong("wanted a port from 1 to " + LARGEST_PORT);
        }
    }

    private static boolean isPort(String digits) {
        return !digits.isEmpty() && digits.length() <= 5 && inRange(Integer.parseInt(digits));
    }

    private static boolean inRange(int port) {
        return port >= 1 && port <= LARGEST_PORT;
    }

    private URI uri() {
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw wrong("wanted an address such as http://host:8080; " + e.getReason() + " at column "
                    + (e.getIndex() + 1));
        }
    }

    private IllegalArgumentException host(String host) {
        if (host.contains("_")) {
            return wrong("a host's name has no underscore (RFC 1123), and HTTP clients refuse it;"
                    + " use another name or its IP address");
        }
        if (host.chars().anyMatch(c -> c > 127)) {
            return wrong("write the host as " + IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
        }
        return wrong("\"" + host + "\" is no name of a host");
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("target: got \"" + given + "\", " + why);
    }
}

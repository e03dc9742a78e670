package timerbench.harness.targets;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import timerbench.address.HostAddresses;

/** The address of a target, as given in the settings. */
final class TargetAddress {
    private static final Pattern PARTS = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/]*)(/.*)?");
    private static final Pattern PORT = Pattern.compile(":(\\d*)$");
    private static final int LARGEST_PORT = 65_535;

    private final String given;

    private TargetAddress(String given) {
        this.given = given;
    }

    /**
     * Returns the address in the form in which requests start with it: the scheme in lower case, and no slash at the
     * end.
     *
     * @throws IllegalArgumentException if it is not an address; the message says why
     */
    static String of(String given) {
        if (given.contains("?") || given.contains("#")) {
            // Not quoted, because it may contain a secret.
            throw new IllegalArgumentException(
                    "target: an address must not contain ? or #: the paths of requests are appended to it."
                            + " The token comes from API_TOKEN, other headers and parameters from the dialect");
        }
        return new TargetAddress(given.strip()).checked();
    }

    private String checked() {
        Matcher parts = PARTS.matcher(given);
        if (!parts.matches()) {
            throw wrong("wanted an address such as http://host:8080");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong("wanted http:// or https:// before the host");
        }
        requirePort(parts.group(2));
        String host = PORT.matcher(parts.group(2)).replaceFirst("");
        if (host.isEmpty()) {
            throw wrong("the host is missing");
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
            return wrong("a host name must not contain an underscore (RFC 1123), and HTTP clients refuse it;"
                    + " use another name or its IP address");
        }
        if (host.chars().anyMatch(c -> c > 127)) {
            return wrong("write the host as " + IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
        }
        return wrong("\"" + host + "\" is not a host name");
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("target: got \"" + given + "\", " + why);
    }

    /**
     * Returns the URL, followed by the same URL with each address of its host in place of the name. An https URL
     * stays alone: its certificate is for the name.
     */
    static List<String> all(String url) {
        List<String> urls = new ArrayList<>(List.of(url));
        URI uri = URI.create(url);
        if (!uri.getScheme().equals("http") || uri.getHost() == null) {
            return urls;
        }
        try {
            List<String> addresses = HostAddresses.of(uri.getHost());
            if (addresses.size() > 1) {
                addresses.forEach(address -> urls.add(with(uri, address)));
            }
        } catch (UnknownHostException e) {
            // A request to the URL itself will report it.
        }
        return urls;
    }

    private static String with(URI uri, String host) {
        try {
            return new URI(uri.getScheme(), null, host, uri.getPort(), uri.getPath(), uri.getQuery(), null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("address " + host + " of " + uri, e);
        }
    }
}

package timerbench.harness.load.injector.kubernetes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The right that the API server would ask for at a request. */
final class Requested {
    private static final Pattern OBJECT =
            Pattern.compile("([A-Z]+) /(?:api|apis/[a-z]+)/v1/namespaces/[a-z]+/([a-z]+)(/[^/]+)?(/[a-z]+)?");

    private Requested() {}

    static String right(String request) {
        Matcher parts = OBJECT.matcher(request);
        if (!parts.matches()) {
            throw new AssertionError("no right is known for " + request);
        }
        String verb = switch (parts.group(1)) {
            case "GET" -> parts.group(3) == null ? "list" : "get";
            case "POST" -> "create";
            case "DELETE" -> parts.group(3) == null ? "deletecollection" : "delete";
            default -> parts.group(1).toLowerCase(java.util.Locale.ROOT);
        };
        return verb + " " + parts.group(2) + (parts.group(4) == null ? "" : parts.group(4));
    }
}

package timerbench.harness.targets.dialect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Percent-encoding (RFC 3986). */
final class Percent {
    private Percent() {}

    /** Writes {@code name=value} pairs, separated by {@code &}, without those whose values are unknown. */
    static void writeParameters(StringBuilder to, Map<String, Template> parameters, Value.Source source) {
        StringBuilder value = new StringBuilder();
        int start = to.length();
        for (Map.Entry<String, Template> parameter : parameters.entrySet()) {
            value.setLength(0);
            if (parameter.getValue().write(value, source, text -> text)) {
                to.append(to.length() == start ? "" : "&")
                        .append(encoded(parameter.getKey()))
                        .append('=')
                        .append(encoded(value.toString()));
            }
        }
    }

    /**
     * Encodes a text as a segment of a path.
     *
     * @throws IllegalArgumentException if a reader of the path would lose it
     */
    static String segment(String text) {
        if (!Call.fitsPath(text)) {
            throw new IllegalArgumentException("\"" + text + "\" cannot be put into a path: a segment would be lost");
        }
        return encoded(text);
    }

    /** Encodes a text. Most ids need no encoding, and this runs once per request. */
    static String encoded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!plain) {
                return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            }
        }
        return text;
    }
}

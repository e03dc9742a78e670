package timerbench.harness.targets.dialect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How one operation is asked for, and what its answers mean. */
public final class Call {
    private final String method;
    private final Template path;
    private final Map<String, Template> query;
    private final Optional<Body> body;
    private final Answers answers;

    /**
     * What answers to one operation mean, and where they hold what.
     *
     * @param missing to one about a timer that is not there
     * @param timerId the path of the field that holds the timer's id
     * @param timers of that which holds a page's timers
     * @param nextCursor of that which holds where the next page starts
     */
    public record Answers(
            Answer done,
            Optional<Answer> missing,
            Optional<String> timerId,
            Optional<String> timers,
            Optional<String> nextCursor) {}

    Call(String method, Template path, Map<String, Template> query, Optional<Body> body, Answers answers) {
        this.method = method;
        this.path = path;
        this.query = Map.copyOf(query);
        this.body = body;
        this.answers = answers;
    }

    public String method() {
        return method;
    }

    public Answers answers() {
        return answers;
    }

    public boolean hasBody() {
        return body.isPresent();
    }

    /** Returns whether it names the value in any of its forms' places. */
    boolean names(Value value) {
        return values().contains(value);
    }

    Set<Value> pathValues() {
        return path.values();
    }

    Set<Value> values() {
        Set<Value> values = new HashSet<>(path.values());
        query.values().forEach(template -> values.addAll(template.values()));
        body.ifPresent(json -> values.addAll(json.values()));
        return values;
    }

    /**
     * Returns the path with its query, encoded. Parameters whose values are not known are left out.
     *
     * @throws IllegalArgumentException if a value of the path itself is not known, or would change the path's segments
     */
    public String path(Value.Source source) {
        StringBuilder text = new StringBuilder(128);
        if (!path.write(text, source, Call::segment)) {
            throw new IllegalArgumentException("a value of the path is not known: " + unknown(source));
        }
        char separator = '?';
        for (Map.Entry<String, Template> parameter : query.entrySet()) {
            int before = text.length();
            text.append(separator).append(encoded(parameter.getKey())).append('=');
            if (parameter.getValue().write(text, source, Call::encoded)) {
                separator = '&';
            } else {
                text.setLength(before);
            }
        }
        return text.toString();
    }

    /** It names values and holds none, since this may become the message of an error that is counted by its words. */
    private String unknown(Value.Source source) {
        return path.values().stream()
                .filter(value -> value.from(source) == null)
                .map(Value::word)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Returns the body; an empty text if the operation has none. */
    public String body(Value.Source source) {
        return body.map(json -> json.text(source)).orElse("");
    }

    /**
     * Returns whether a text can stand in a path. These cannot even if encoded: whoever reads the path decodes the dots,
     * and takes a segment away (RFC 3986, 5.2.4).
     */
    public static boolean fitsPath(String text) {
        return !text.isEmpty() && !text.equals(".") && !text.equals("..");
    }

    private static String segment(String text) {
        if (!fitsPath(text)) {
            throw new IllegalArgumentException("\"" + text + "\" cannot be put into a path: a segment would be lost");
        }
        return encoded(text);
    }

    /** Most ids need no encoding, and this runs once a request. */
    private static String encoded(String text) {
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

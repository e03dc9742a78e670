package timerbench.harness.targets.dialect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The request for one operation, and the meaning of its answers. */
public final class Call {
    private final String method;
    private final Template path;
    private final Map<String, Template> query;
    private final Optional<Body> body;
    private final Answers answers;

    /**
     * How an answer of one kind is recognized.
     *
     * @param status one of these
     * @param fields the texts that fields of its body must contain, by their paths, such as {@code data.code}
     */
    public record AnswerPattern(Set<Integer> status, Map<String, String> fields) {
        public AnswerPattern {
            if (status.isEmpty()) {
                throw new IllegalArgumentException("status: wanted at least one");
            }
            status.forEach(AnswerPattern::requireStatus);
            status = Set.copyOf(status);
            fields = Map.copyOf(fields);
        }

        private static void requireStatus(int status) {
            if (status < 100 || status > 599) {
                throw new IllegalArgumentException("status: got " + status + ", wanted 100 to 599");
            }
        }

        /**
         * Returns whether an answer has this kind.
         *
         * @param field returns the text of a field of the body by its path; not called without {@link #fields()}
         */
        public boolean matches(int answered, UnaryOperator<String> field) {
            return status.contains(answered)
                    && fields.entrySet().stream()
                            .allMatch(each -> each.getValue().equals(field.apply(each.getKey())));
        }
    }

    /**
     * The answers to one operation, and the paths of the fields that are read from them.
     *
     * @param done the answer of success
     * @param missing the answer about a timer that does not exist
     * @param timerId the field with the timer's id
     * @param timers the field with the timers of a page
     * @param nextCursor the field with the start of the next page
     */
    public record Answers(
            AnswerPattern done,
            Optional<AnswerPattern> missing,
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

    /** Returns whether the request contains the value, in its path, query or body. */
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
     * Returns the encoded path and query, without the parameters whose values are unknown.
     *
     * @throws IllegalArgumentException if a value of the path itself is unknown, or would change the path's segments
     */
    public String path(Value.Source source) {
        StringBuilder text = new StringBuilder(128);
        if (!path.write(text, source, Call::segment)) {
            throw new IllegalArgumentException("unknown values in the path: " + unknown(source));
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

    /**
     * Returns the names only: the message may become an error that is counted by its text, so it must not contain
     * values.
     */
    private String unknown(Value.Source source) {
        return path.values().stream()
                .filter(value -> value.from(source) == null)
                .map(Value::word)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Returns the body; an empty text if the operation has no body. */
    public String body(Value.Source source) {
        return body.map(json -> json.text(source)).orElse("");
    }

    /**
     * Returns whether a text can be a segment of a path. Dots cannot, even if encoded: the reader of the path decodes
     * them, and removes a segment (RFC 3986, 5.2.4).
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

    /** Encodes a text. Most ids need no encoding, and this runs once per request. */
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

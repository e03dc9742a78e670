package timerbench.harness.targets.dialect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The request for one operation, and the meaning of its answers. */
public final class Call {
    private final String method;
    private final Template path;
    private final Map<String, Template> query;
    private final Map<String, Template> headers;
    private final Optional<Body> body;
    private final Answers answers;

    /**
     * The parts of a request beside its method and path.
     *
     * @param query parameters by name
     * @param headers beside those of every request
     */
    record Parts(Map<String, Template> query, Map<String, Template> headers, Optional<Body> body) {}

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
     * The answers to one operation, and where in them is what is read.
     *
     * @param done the answer of success
     * @param missing the answer about a timer that does not exist
     * @param timerId a field or a header
     */
    public record Answers(AnswerPattern done, Optional<AnswerPattern> missing, Optional<Place> timerId) {}

    Call(String method, Template path, Parts parts, Answers answers) {
        this.method = method;
        this.path = path;
        // In the order of names, so that requests look the same in every run.
        this.query = new TreeMap<>(parts.query());
        this.headers = Map.copyOf(parts.headers());
        this.body = parts.body();
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

    /** Returns whether the request contains the value, in this or another form. */
    public boolean names(Value value) {
        return allSlots().anyMatch(slot -> slot.value().original() == value.original());
    }

    /** Returns whether the request contains the value outside its headers. */
    boolean namesBesideHeaders(Value value) {
        return slots().anyMatch(slot -> slot.value() == value);
    }

    Set<Value> pathValues() {
        return path.values();
    }

    Set<Value> values() {
        return allSlots().map(Template.Slot::value).collect(Collectors.toSet());
    }

    private Stream<Template.Slot> slots() {
        return Stream.of(
                        path.slots().stream(),
                        query.values().stream().flatMap(template -> template.slots().stream()),
                        body.stream().flatMap(known -> known.slots().stream()))
                .flatMap(each -> each);
    }

    Stream<Template.Slot> allSlots() {
        return Stream.concat(slots(), headers.values().stream().flatMap(template -> template.slots().stream()));
    }

    /**
     * Returns the encoded path and query, without the parameters whose values are unknown.
     *
     * @throws IllegalArgumentException if a value of the path itself is unknown, or would change the path's segments
     */
    public String path(Value.Source source) {
        StringBuilder text = new StringBuilder(128);
        if (!path.write(text, source, Percent::segment)) {
            throw new IllegalArgumentException("unknown values in the path: " + unknown(source));
        }
        int before = text.length();
        text.append('?');
        Percent.writeParameters(text, query, source);
        if (text.length() == before + 1) {
            text.setLength(before);
        }
        return text.toString();
    }

    /**
     * Returns the names only: the message may become an error that is counted by its text, so it must not contain
     * values.
     */
    private String unknown(Value.Source source) {
        return path.slots().stream()
                .filter(slot -> slot.from(source) == null)
                .map(slot -> slot.value().word())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Returns the headers beside those of every request, without those whose values are unknown. */
    public Map<String, String> headers(Value.Source source) {
        return headers(headers, source);
    }

    /**
     * Returns the names of the headers that every request has.
     *
     * @param options may lack the token; headers that name it are left out then
     */
    public Set<String> headerNames(Value.Source options) {
        return headers.entrySet().stream()
                .filter(header -> !header.getValue().values().contains(Value.TOKEN) || options.get(Value.TOKEN) != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Map<String, String> headers(Map<String, Template> templates, Value.Source source) {
        Map<String, String> known = new LinkedHashMap<>();
        templates.forEach((name, template) -> {
            StringBuilder text = new StringBuilder();
            if (template.write(text, source, value -> value)) {
                known.put(name, text.toString());
            }
        });
        return known;
    }

    /** Returns the body; an empty text if the operation has no body. */
    public String body(Value.Source source) {
        return body.map(known -> known.text(source)).orElse("");
    }

    /** Returns the media type of the body; empty if the operation has no body. */
    public Optional<String> contentType() {
        return body.map(Body::contentType);
    }

    /**
     * Returns whether a text can be a segment of a path. Dots cannot, even if encoded: the reader of the path decodes
     * them, and removes a segment (RFC 3986, 5.2.4).
     */
    public static boolean fitsPath(String text) {
        return !text.isEmpty() && !text.equals(".") && !text.equals("..");
    }
}

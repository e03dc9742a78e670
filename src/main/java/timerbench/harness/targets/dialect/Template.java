package timerbench.harness.targets.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.Word;

/** A text in which {@code {name}} is replaced by a value. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");

    /** A literal text, or a value. */
    private record Part(String literal, @Nullable Value value) {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Parses a template.
     *
     * @throws IllegalArgumentException if it names an unknown value
     */
    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            if (place.start() > from) {
                parts.add(new Part(text.substring(from, place.start()), null));
            }
            parts.add(new Part("", value(place.group(1), text)));
            from = place.end();
        }
        if (from < text.length()) {
            parts.add(new Part(text.substring(from), null));
        }
        return new Template(parts);
    }

    private static Value value(String word, String text) {
        return Word.find(Value.class, word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" names {" + word + "}; wanted one of " + Word.all(Value.class)));
    }

    /** Returns the values in the template. */
    Set<Value> values() {
        return parts.stream()
                .filter(part -> part.value() != null)
                .map(Part::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the value if the template consists of a single one; otherwise null. */
    @Nullable
    Value only() {
        return parts.size() == 1 ? parts.get(0).value() : null;
    }

    /**
     * Writes the text with its values.
     *
     * @param escape applied to each value's text
     * @return whether all values are known; if not, the text written is incomplete
     */
    boolean write(StringBuilder to, Value.Source source, UnaryOperator<String> escape) {
        for (Part part : parts) {
            if (part.value() == null) {
                to.append(part.literal());
                continue;
            }
            Object value = part.value().from(source);
            if (value == null) {
                return false;
            }
            to.append(escape.apply(value.toString()));
        }
        return true;
    }
}

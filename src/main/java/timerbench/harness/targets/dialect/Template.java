package timerbench.harness.targets.dialect;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import timerbench.harness.run.Word;

/**
 * A text in which {@code {name}} is replaced by a value. {@code {name:form}} spells a value in another form, and
 * double braces stand for literal ones.
 */
final class Template {
    private static final Pattern SLOT = Pattern.compile("\\{\\{|}}|\\{([^{}:]*)(?::([^{}]*))?}");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final String NUMBER = "number";

    /**
     * A value in the form in which it is sent.
     *
     * @param unit the shortest time that the form can express; empty if it is no time
     */
    record Slot(
            Value value,
            Function<Value.Source, @Nullable Object> form,
            @Nullable Duration unit) {
        @Nullable
        Object from(Value.Source source) {
            return form.apply(source);
        }
    }

    /** A literal text, or a value. */
    private record Part(String literal, @Nullable Slot slot) {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Parses a template.
     *
     * @throws IllegalArgumentException if it names an unknown value, or a form that the value does not have
     */
    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher matcher = SLOT.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literal.append(text, from, matcher.start());
            from = matcher.end();
            if (matcher.group(1) == null) {
                literal.append(matcher.group().charAt(0));
                continue;
            }
            addLiteral(parts, literal);
            parts.add(new Part("", slot(matcher.group(1), matcher.group(2), text)));
        }
        literal.append(text, from, text.length());
        addLiteral(parts, literal);
        return new Template(parts);
    }

    private static void addLiteral(List<Part> parts, StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new Part(literal.toString(), null));
            literal.setLength(0);
        }
    }

    private static Slot slot(String word, @Nullable String form, String text) {
        Value value = Word.find(Value.class, word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" names {" + word + "}; wanted one of " + Word.all(Value.class)));
        if (form == null) {
            return new Slot(value, value::from, unit(value));
        }
        if (value == Value.TIMER_ID && form.equals(NUMBER)) {
            return new Slot(value, source -> number(value.from(source)), null);
        }
        if (value == Value.EXECUTE_AT || value == Value.DUE_BEFORE) {
            return dated(value, form, text);
        }
        throw new IllegalArgumentException("\"" + text + "\" names {" + word + ":" + form
                + "}; only executeAt and dueBefore have a form, a pattern such as yyyy-MM-dd HH:mm:ss, and timerId has"
                + " one, number");
    }

    private static @Nullable Object number(@Nullable Object text) {
        return text == null ? null : Value.number(text);
    }

    private static Slot dated(Value value, String pattern, String text) {
        try {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
            return new Slot(value, source -> formatted(formatter, value.from(source)), unit(pattern));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\": " + pattern + " is no pattern of a date: " + e.getMessage(), e);
        }
    }

    /** A text stands for something else, such as a wrong date. */
    private static @Nullable Object formatted(DateTimeFormatter formatter, @Nullable Object value) {
        return value instanceof Instant instant ? formatter.format(instant) : value;
    }

    private static @Nullable Duration unit(Value value) {
        if (value.original() != Value.EXECUTE_AT) {
            return null;
        }
        return value == Value.EXECUTE_AT_SECONDS || value == Value.DELAY_SECONDS
                ? Duration.ofSeconds(1)
                : Duration.ofMillis(1);
    }

    private static Duration unit(String pattern) {
        String letters = QUOTED.matcher(pattern).replaceAll("");
        if (letters.matches("(?s).*[SnAN].*")) {
            return Duration.ofMillis(1);
        }
        return letters.contains("s") ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
    }

    /** Returns the values in the template. */
    Set<Value> values() {
        return slots().stream().map(Slot::value).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the values in the template, each in its form. */
    List<Slot> slots() {
        return parts.stream()
                .filter(part -> part.slot() != null)
                .map(Part::slot)
                .toList();
    }

    /** Returns the value if the template consists of a single one; otherwise null. */
    @Nullable
    Slot only() {
        return parts.size() == 1 ? parts.get(0).slot() : null;
    }

    /**
     * Writes the text with its values.
     *
     * @param escape applied to each value's text, and to nothing else
     * @return whether all values are known; if not, the text written is incomplete
     */
    boolean write(StringBuilder to, Value.Source source, UnaryOperator<String> escape) {
        for (Part part : parts) {
            if (part.slot() == null) {
                to.append(part.literal());
                continue;
            }
            Object value = part.slot().from(source);
            if (value == null) {
                return false;
            }
            to.append(escape.apply(value.toString()));
        }
        return true;
    }
}

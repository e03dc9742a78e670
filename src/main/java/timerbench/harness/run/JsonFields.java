package timerbench.harness.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Typed access to the fields of a JSON object. What does not fit is an IllegalArgumentException that says where. */
final class JsonFields {

    private final JsonNode node;
    private final String where;

    JsonFields(JsonNode node, String where) {
        this.node = node;
        this.where = where;
        Require.that(node.isObject(), "%s: not an object", where);
    }

    boolean has(String name) {
        return node.has(name);
    }

    String text(String name) {
        return field(name, JsonNode::isTextual, "a text").textValue();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    Optional<Boolean> optionalBoolean(String name) {
        return has(name)
                ? Optional.of(field(name, JsonNode::isBoolean, "true or false").booleanValue())
                : Optional.empty();
    }

    int integer(String name) {
        return field(name, JsonFields::isInt, "a whole number").intValue();
    }

    long longInteger(String name) {
        return field(name, JsonFields::isLong, "a whole number").longValue();
    }

    double number(String name) {
        return field(name, JsonNode::isNumber, "a number").doubleValue();
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    path(name) + ": not an instant such as 2026-01-31T12:00:00Z: " + text, e);
        }
    }

    JsonNode object(String name) {
        return field(name, JsonNode::isObject, "an object");
    }

    JsonFields fields(String name) {
        return new JsonFields(object(name), path(name));
    }

    List<Map.Entry<String, JsonNode>> entries() {
        return List.copyOf(node.properties());
    }

    <T> List<T> list(String name, Function<JsonFields, T> element) {
        List<T> elements = new ArrayList<>();
        for (JsonNode child : field(name, JsonNode::isArray, "a list")) {
            JsonFields fields = new JsonFields(child, path(name) + "[" + elements.size() + "]");
            elements.add(fields.read(element));
        }
        return elements;
    }

    List<String> texts(String name) {
        return elements(name, JsonNode::isTextual, "a text", JsonNode::textValue);
    }

    List<Double> numbers(String name) {
        return elements(name, JsonNode::isNumber, "a number", JsonNode::doubleValue);
    }

    /** Numbers, in the place of some of which null stands. */
    List<Optional<Double>> optionalNumbers(String name) {
        return elements(
                name,
                node -> node.isNumber() || node.isNull(),
                "a number or null",
                node -> node.isNull() ? Optional.empty() : Optional.of(node.doubleValue()));
    }

    List<Long> counts(String name) {
        return elements(name, JsonFields::isLong, "a whole number", JsonNode::longValue);
    }

    private <T> List<T> elements(String name, Predicate<JsonNode> fits, String what, Function<JsonNode, T> value) {
        List<T> elements = new ArrayList<>();
        for (JsonNode child : field(name, JsonNode::isArray, "a list")) {
            Require.that(fits.test(child), "%s[%d]: not %s", path(name), elements.size(), what);
            elements.add(value.apply(child));
        }
        return elements;
    }

    /** Returns what the function makes of these fields; where the records refuse it, the message tells the place. */
    <T> T read(Function<JsonFields, T> function) {
        try {
            return function.apply(this);
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw message.startsWith(where) ? e : new IllegalArgumentException(where + ": " + message, e);
        }
    }

    private JsonNode field(String name, Predicate<JsonNode> fits, String what) {
        JsonNode field = node.path(name);
        Require.that(!field.isMissingNode(), "%s: missing", path(name));
        Require.that(fits.test(field), "%s: not %s, was %s", path(name), what, field);
        return field;
    }

    private String path(String name) {
        return where + "." + name;
    }

    private static boolean isInt(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt();
    }

    private static boolean isLong(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }
}

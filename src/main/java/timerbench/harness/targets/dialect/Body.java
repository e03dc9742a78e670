package timerbench.harness.targets.dialect;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose texts are templates. A text that is a single value becomes that value in its own form, a number
 * or an object. A field whose value is unknown is omitted, and so is an object without fields.
 */
final class Body {
    private sealed interface Node {
        /** Writes the node. Returns false, and leaves the text unchanged, if there is nothing to write. */
        boolean write(StringBuilder to, Value.Source source);
    }

    private record Literal(String json) implements Node {
        @Override
        public boolean write(StringBuilder to, Value.Source source) {
            to.append(json);
            return true;
        }
    }

    private record One(Value value) implements Node {
        @Override
        public boolean write(StringBuilder to, Value.Source source) {
            Object known = value.from(source);
            if (known == null) {
                return false;
            }
            if (known instanceof Number || value.isJson()) {
                to.append(known);
            } else {
                to.append('"').append(escaped(known.toString())).append('"');
            }
            return true;
        }
    }

    private record Text(Template template) implements Node {
        @Override
        public boolean write(StringBuilder to, Value.Source source) {
            int before = to.length();
            to.append('"');
            if (!template.write(to, source, Body::escaped)) {
                to.setLength(before);
                return false;
            }
            to.append('"');
            return true;
        }
    }

    private record Field(String nameAndColon, Node value) {}

    private record Fields(List<Field> fields) implements Node {
        @Override
        public boolean write(StringBuilder to, Value.Source source) {
            int start = to.length();
            to.append('{');
            boolean any = false;
            for (Field field : fields) {
                int before = to.length();
                to.append(any ? "," : "").append(field.nameAndColon());
                if (field.value().write(to, source)) {
                    any = true;
                } else {
                    to.setLength(before);
                }
            }
            to.append('}');
            if (!any) {
                to.setLength(start);
            }
            return any;
        }
    }

    /** An array, without the elements whose values are unknown. */
    private record Elements(List<Node> elements) implements Node {
        @Override
        public boolean write(StringBuilder to, Value.Source source) {
            to.append('[');
            boolean any = false;
            for (Node element : elements) {
                int before = to.length();
                to.append(any ? "," : "");
                if (element.write(to, source)) {
                    any = true;
                } else {
                    to.setLength(before);
                }
            }
            to.append(']');
            return true;
        }
    }

    private final Node root;
    private final Set<Value> values = new HashSet<>();

    /** @throws IllegalArgumentException if a text names an unknown value, or the body is not an object */
    Body(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("wanted an object of fields");
        }
        this.root = node(json);
    }

    private Node node(JsonNode json) {
        if (json.isObject()) {
            List<Field> fields = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                fields.add(new Field("\"" + escaped(field.getKey()) + "\":", node(field.getValue())));
            }
            return new Fields(fields);
        }
        if (json.isArray()) {
            List<Node> elements = new ArrayList<>();
            json.forEach(element -> elements.add(node(element)));
            return new Elements(elements);
        }
        return json.isTextual() ? text(Template.of(escaped(json.textValue()))) : new Literal(json.toString());
    }

    private Node text(Template template) {
        values.addAll(template.values());
        @Nullable Value only = template.only();
        return only == null ? new Text(template) : new One(only);
    }

    Set<Value> values() {
        return Set.copyOf(values);
    }

    /** Returns the JSON text; an empty object if all values are unknown. */
    String text(Value.Source source) {
        StringBuilder text = new StringBuilder(512);
        return root.write(text, source) ? text.toString() : "{}";
    }

    private static String escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return new String(JsonStringEncoder.getInstance().quoteAsString(text));
            }
        }
        return text;
    }
}

package timerbench.harness.targets.dialect;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose texts are templates. A text that is a single value becomes that value in its own form, a number or an
 * object. A field whose value is unknown is omitted, and so is an object without fields.
 */
final class JsonBody implements Body {
    static final String TYPE = "application/json";

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

    private record One(Template.Slot slot) implements Node {
        @Override
        public boolean write(StringBuilder to, Value.Source source) {
            Object known = slot.from(source);
            if (known == null) {
                return false;
            }
            if (known instanceof Number || slot.value().isJson()) {
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
            if (!template.write(to, source, JsonBody::escaped)) {
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
    private final List<Template.Slot> slots = new ArrayList<>();

    /**
     * @throws IllegalArgumentException if a text names an unknown value, or the body is a text other than
     *     {@code {payload}}
     */
    JsonBody(JsonNode json) {
        this.root = node(json);
        boolean isPayload = root instanceof One one && one.slot().value().isJson();
        if (!json.isContainerNode() && !isPayload) {
            throw new IllegalArgumentException("wanted a block of fields, a list, or {payload}");
        }
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
        slots.addAll(template.slots());
        Template.@Nullable Slot only = template.only();
        return only == null ? new Text(template) : new One(only);
    }

    @Override
    public List<Template.Slot> slots() {
        return List.copyOf(slots);
    }

    @Override
    public String contentType() {
        return TYPE;
    }

    /** Returns the JSON text; an empty object if all values are unknown. */
    @Override
    public String text(Value.Source source) {
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

package timerbench.harness.targets.dialect;

import java.util.List;
import java.util.Map;

/** The fields of a form, encoded like the parameters of a query. A field whose value is unknown is omitted. */
record FormBody(Map<String, Template> fields) implements Body {
    @Override
    public List<Template.Slot> slots() {
        return fields.values().stream()
                .flatMap(template -> template.slots().stream())
                .toList();
    }

    @Override
    public String contentType() {
        return "application/x-www-form-urlencoded";
    }

    @Override
    public String text(Value.Source source) {
        StringBuilder text = new StringBuilder();
        Percent.writeParameters(text, fields, source);
        return text.toString();
    }
}

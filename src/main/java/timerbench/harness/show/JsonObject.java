package timerbench.harness.show;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.JsonText;

/** An object of a file, with its fields in the order in which they are added. An empty Optional gets no field. */
final class JsonObject {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    JsonObject with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    JsonObject with(String name, Optional<?> value) {
        value.ifPresent(known -> fields.put(name, known));
        return this;
    }

    /** Adds a calculated figure, with as many digits as are the same on all machines. */
    JsonObject rounded(String name, double value) {
        return with(name, JsonText.rounded(value));
    }

    JsonObject rounded(String name, Optional<Double> value) {
        return with(name, value.map(JsonText::rounded));
    }

    @JsonValue
    Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }
}

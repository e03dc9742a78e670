package timerbench.harness.targets.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An answer of a service. Its body is parsed once, when a field of it is first asked for. */
public final class CallAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final UnaryOperator<@Nullable String> header;
    private final String body;
    private @Nullable JsonNode json;

    /** @param header returns a header by its name, or null */
    public CallAnswer(int status, UnaryOperator<@Nullable String> header, String body) {
        this.status = status;
        this.header = header;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public String body() {
        return body;
    }

    /** Returns whether the answer has this kind. */
    public boolean is(Call.AnswerPattern pattern) {
        return pattern.matches(status, path -> field(path).orElse(""));
    }

    /** Returns the text at a place, a field or a header; of a {@code Location} the last segment. */
    public Optional<String> text(Place place) {
        if (place instanceof Place.Header named) {
            return Optional.ofNullable(header.apply(named.name()))
                    .map(text -> named.isLocation() ? Place.Header.lastSegment(text) : text);
        }
        return field(place.text());
    }

    private Optional<String> field(String path) {
        JsonNode found = json().at("/" + path.replace('.', '/'));
        return found.isValueNode() && !found.isNull() ? Optional.of(found.asText()) : Optional.empty();
    }

    /**
     * Returns the number of elements of a list or fields of an object; empty if there is neither.
     *
     * @param path of the field; {@code .} for the whole body
     */
    public OptionalInt size(String path) {
        JsonNode found = path.equals(Place.Field.WHOLE.path()) ? json() : json().at("/" + path.replace('.', '/'));
        return found.isContainerNode() ? OptionalInt.of(found.size()) : OptionalInt.empty();
    }

    private JsonNode json() {
        JsonNode known = json;
        if (known == null) {
            known = parsed();
            json = known;
        }
        return known;
    }

    private JsonNode parsed() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}

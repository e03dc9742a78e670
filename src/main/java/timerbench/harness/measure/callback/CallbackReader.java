package timerbench.harness.measure.callback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.targets.dialect.CallbackFields;

/** Reads callbacks as a dialect spells them. It runs for every callback measured, so it builds no tree. */
final class CallbackReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String PARAMETER = "?";

    private final CallbackFields fields;
    private final List<String> wanted;
    private final String payloadPlace;

    /** Attempts of each timer so far; used only if callbacks do not contain the attempt. */
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    CallbackReader(CallbackFields fields) {
        this.fields = fields;
        this.wanted = Stream.concat(
                        Stream.of(fields.groupId(), fields.timerId(), fields.executeAt()), fields.attempt().stream())
                .toList();
        this.payloadPlace = fields.payload().orElse("");
    }

    /** The wanted fields that a body contains. */
    private static final class Found {
        private final Map<String, String> texts = new HashMap<>();
        private int payload = PayloadHash.MISSING;
    }

    /**
     * Reads a callback from its body and the URL's parameters.
     *
     * @param parameter returns a parameter by its name, or null if there is none
     * @throws IllegalArgumentException if a field is missing or wrong; the message says which
     */
    Receiver.Callback read(byte[] body, Function<String, @Nullable String> parameter) {
        Found found = new Found();
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("wanted a JSON object");
            }
            take("", json, found);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        wanted.stream().filter(place -> place.startsWith(PARAMETER)).forEach(place -> {
            String value = parameter.apply(place.substring(PARAMETER.length()));
            if (value != null) {
                found.texts.put(place, value);
            }
        });
        return callback(found);
    }

    private void take(String prefix, JsonParser json, Found found) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + json.currentName();
            JsonToken value = json.nextToken();
            if (path.equals(payloadPlace)) {
                found.payload = PayloadHash.of(json);
            } else if (value.isScalarValue()) {
                if (value != JsonToken.VALUE_NULL && wanted.contains(path)) {
                    found.texts.put(path, json.getText());
                }
            } else if (value == JsonToken.START_OBJECT && holdsWanted(path)) {
                take(path + ".", json, found);
            } else {
                json.skipChildren();
            }
        }
    }

    private boolean holdsWanted(String path) {
        String inside = path + ".";
        return payloadPlace.startsWith(inside) || wanted.stream().anyMatch(place -> place.startsWith(inside));
    }

    private Receiver.Callback callback(Found found) {
        String groupId = required(fields.groupId(), found.texts);
        String timerId = required(fields.timerId(), found.texts);
        Instant executeAt = instant(fields.executeAt(), required(fields.executeAt(), found.texts));
        int attempt = fields.attempt()
                .map(place -> number(place, required(place, found.texts)))
                .orElseGet(() -> attempts.merge(groupId + "/" + timerId + "@" + executeAt, 1, Integer::sum));
        int payload = fields.payload().isPresent() ? found.payload : PayloadHash.UNKNOWN;
        return new Receiver.Callback(
                groupId, timerId, executeAt, attempt, fields.attempt().isPresent(), payload);
    }

    private static String required(String place, Map<String, String> found) {
        String value = found.get(place);
        if (value == null) {
            throw new IllegalArgumentException(place + ": missing");
        }
        return value;
    }

    private Instant instant(String place, String text) {
        try {
            return switch (fields.timeIn()) {
                case TEXT -> OffsetDateTime.parse(text).toInstant();
                case MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
                case SECONDS -> Instant.ofEpochSecond(Long.parseLong(text));
            };
        } catch (DateTimeException | NumberFormatException e) {
            String wanted = switch (fields.timeIn()) {
                case TEXT -> "an ISO 8601 date-time with an offset";
                case MILLIS -> "whole milliseconds since 1970";
                case SECONDS -> "whole seconds since 1970";
            };
            throw new IllegalArgumentException(place + ": wanted " + wanted, e);
        }
    }

    private static int number(String place, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place + ": wanted a whole number", e);
        }
    }
}

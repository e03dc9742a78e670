package timerbench.harness.callback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads callbacks' bodies. It is on the path of what is measured, so it builds no tree. */
final class CallbackReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private @Nullable String groupId;
    private @Nullable String timerId;
    private @Nullable Instant executeAt;
    private @Nullable Integer attempt;

    private CallbackReader() {}

    /**
     * Returns the callback that the body spells.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    static Callback read(byte[] body) {
        CallbackReader reader = new CallbackReader();
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("wanted a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                reader.take(field, json);
                json.skipChildren();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        return reader.callback();
    }

    private void take(String field, JsonParser json) throws IOException {
        switch (field) {
            case "groupId" -> groupId = text(field, json);
            case "timerId" -> timerId = text(field, json);
            case "executeAt" -> executeAt = instant(text(field, json));
            case "attempt" -> attempt = number(json);
            default -> {
                // The payload, and whatever a service adds.
            }
        }
    }

    private static String text(String field, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(field + ": wanted a string");
        }
        return json.getText();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("executeAt: wanted an ISO 8601 date-time with an offset", e);
        }
    }

    private static int number(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException("attempt: wanted a whole number");
        }
        return json.getIntValue();
    }

    private Callback callback() {
        return new Callback(
                required("groupId", groupId),
                required("timerId", timerId),
                required("executeAt", executeAt),
                required("attempt", attempt));
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": missing");
        }
        return value;
    }
}

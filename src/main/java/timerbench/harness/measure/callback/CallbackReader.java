package timerbench.harness.measure.callback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.dialect.CallbackFields.BodyForm;
import timerbench.harness.targets.dialect.Place;

/** Reads callbacks as a dialect spells them. It runs for every callback measured, so it builds no tree. */
final class CallbackReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final CallbackFields fields;
    private final Set<String> bodyFields;
    private final List<Place.Header> headers;
    private final String payloadField;

    /** Attempts of each timer so far; used only if callbacks do not contain the attempt. */
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    CallbackReader(CallbackFields fields) {
        this.fields = fields;
        this.bodyFields = fields.places()
                .filter(Place.Field.class::isInstance)
                .map(Place::text)
                .collect(Collectors.toUnmodifiableSet());
        this.headers = fields.places()
                .filter(Place.Header.class::isInstance)
                .map(Place.Header.class::cast)
                .toList();
        this.payloadField =
                fields.payload().map(payload -> payload.field().path()).orElse("");
    }

    /** A request to the receiver. */
    interface Request {
        byte[] body();

        /** Returns a parameter of the query; null if there is none of that name. */
        @Nullable
        String parameter(String name);

        /** Returns a header; null if there is none of that name. */
        @Nullable
        String header(String name);

        /** Returns the segments of the path after those of the receiver's own URL. */
        List<String> segments();
    }

    /** The texts that were found, by place, and the payload. */
    private static final class Found {
        private final Map<String, String> texts = new HashMap<>();
        private int payload = PayloadHash.MISSING;
    }

    /**
     * Reads a callback.
     *
     * @throws IllegalArgumentException if a field is missing or wrong; the message says which
     */
    Receiver.Callback read(Request request) {
        Found found = new Found();
        if (fields.hasBody()) {
            readBody(request.body(), found);
        }
        for (Place.Header header : headers) {
            readHeader(header, request.header(header.name()), found);
        }
        fields.places().forEach(place -> {
            if (place instanceof Place.Parameter parameter) {
                put(found, place, request.parameter(parameter.name()));
            } else if (place instanceof Place.Segment segment
                    && segment.number() <= request.segments().size()) {
                put(found, place, request.segments().get(segment.number() - 1));
            }
        });
        return callback(found);
    }

    private static void put(Found found, Place place, @Nullable String text) {
        if (text != null) {
            found.texts.put(place.text(), text);
        }
    }

    private void readBody(byte[] bytes, Found found) {
        byte[] body = fields.body() == BodyForm.BASE64 ? decoded(new String(bytes, StandardCharsets.UTF_8)) : bytes;
        if (payloadField.equals(".")) {
            found.payload = payloadOf(new String(body, StandardCharsets.UTF_8));
        }
        if (fields.body() == BodyForm.FORM) {
            readForm(new String(body, StandardCharsets.UTF_8), found);
        } else if (!bodyFields.isEmpty() || !payloadField.equals(".")) {
            readJson(body, bodyFields, "", found);
        }
    }

    private void readForm(String body, Found found) {
        new QueryStringDecoder(body, StandardCharsets.UTF_8, false).parameters().forEach((name, values) -> {
            if (bodyFields.contains(name)) {
                found.texts.put(name, values.get(0));
            }
            if (name.equals(payloadField)) {
                found.payload = payloadOf(values.get(0));
            }
        });
    }

    private void readHeader(Place.Header header, @Nullable String value, Found found) {
        if (header.path().isEmpty() || value == null) {
            put(found, header, value);
            return;
        }
        readJson(value.getBytes(StandardCharsets.UTF_8), Set.of(header.text()), "@" + header.name() + ".", found);
    }

    /** @param prefix of the paths of fields */
    private void readJson(byte[] bytes, Set<String> wanted, String prefix, Found found) {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("wanted a JSON object");
            }
            take(prefix, json, wanted, found);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private void take(String prefix, JsonParser json, Set<String> wanted, Found found) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + json.currentName();
            JsonToken value = json.nextToken();
            if (path.equals(payloadField)) {
                found.payload = payload(json, value);
            } else if (value.isScalarValue()) {
                if (value != JsonToken.VALUE_NULL && wanted.contains(path)) {
                    found.texts.put(path, json.getText());
                }
            } else if (value == JsonToken.START_OBJECT && holdsWanted(path, wanted)) {
                take(path + ".", json, wanted, found);
            } else {
                json.skipChildren();
            }
        }
    }

    private boolean holdsWanted(String path, Set<String> wanted) {
        String inside = path + ".";
        return payloadField.startsWith(inside) || wanted.stream().anyMatch(place -> place.startsWith(inside));
    }

    /** A payload that should be a text is one of another form if it is none. */
    private int payload(JsonParser json, JsonToken token) throws IOException {
        boolean isText = fields.payload().orElseThrow().in() != CallbackFields.PayloadIn.JSON;
        return isText && token == JsonToken.VALUE_STRING ? payloadOf(json.getText()) : PayloadHash.of(json);
    }

    /** A text that is no JSON is a payload that differs from every other. */
    private int payloadOf(String text) {
        try {
            boolean isBase64 = fields.payload().orElseThrow().in() == CallbackFields.PayloadIn.BASE64;
            return PayloadHash.of(isBase64 ? new String(decoded(text), StandardCharsets.UTF_8) : text);
        } catch (IllegalArgumentException e) {
            return PayloadHash.MISSING;
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not base64", e);
        }
    }

    private Receiver.Callback callback(Found found) {
        String groupId =
                fields.groupId().map(place -> required(place, found.texts)).orElse("");
        String timerId = required(fields.id(), found.texts);
        Optional<Instant> executeAt = fields.executeAt().map(due -> instant(due, required(due.place(), found.texts)));
        int attempt = fields.attempt()
                .map(place -> number(place, required(place, found.texts)))
                .orElseGet(() -> attempts.merge(groupId + "/" + timerId + "@" + executeAt, 1, Integer::sum));
        int payload = fields.payload().isPresent() ? found.payload : PayloadHash.UNKNOWN;
        return new Receiver.Callback(
                groupId, timerId, executeAt, attempt, fields.attempt().isPresent(), payload);
    }

    private static String required(Place place, Map<String, String> found) {
        String value = found.get(place.text());
        if (value == null) {
            throw new IllegalArgumentException(place.text() + ": missing");
        }
        return value;
    }

    private static Instant instant(CallbackFields.DueInstant due, String text) {
        try {
            return switch (due.in()) {
                case TEXT -> OffsetDateTime.parse(text).toInstant();
                case MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
                case SECONDS -> Instant.ofEpochSecond(Long.parseLong(text));
            };
        } catch (DateTimeException | NumberFormatException e) {
            String wanted = switch (due.in()) {
                case TEXT -> "an ISO 8601 date-time with an offset";
                case MILLIS -> "whole milliseconds since 1970";
                case SECONDS -> "whole seconds since 1970";
            };
            throw new IllegalArgumentException(due.place().text() + ": wanted " + wanted, e);
        }
    }

    private static int number(Place place, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place.text() + ": wanted a whole number", e);
        }
    }
}

package timerbench.service.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.Attempt;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Micros;
import timerbench.service.timer.Timer;

/** Bodies of callbacks and of their answers, as the schema {@code Callback} of the dialect's contract defines them. */
final class CallbackMessage {
    private static final JsonFactory FACTORY = new JsonFactory();

    private CallbackMessage() {}

    static Buffer body(Attempt attempt, Dialect dialect) {
        Timer timer = attempt.timer();
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                json.writeStartObject();
                json.writeStringField(dialect.groupId(), timer.key().groupId());
                json.writeStringField("timerId", timer.key().timerId());
                json.writeStringField("executeAt", timer.executeAt().toString());
                json.writeNumberField(dialect.attempt(), attempt.number());
                if (timer.payload().isPresent()) {
                    json.writeFieldName("payload");
                    json.writeRawValue(timer.payload().get());
                }
                json.writeEndObject();
            }
            return Buffer.buffer(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** Returns what an answer with this status and body means. */
    static Answer answer(int status, Buffer body) {
        if (status >= 400 && status < 500) {
            return new Answer.Refused();
        }
        if (status < 200 || status >= 300) {
            return new Answer.Failed("status " + status);
        }
        return body.length() == 0 ? new Answer.Succeeded() : read(status, body);
    }

    private static Answer read(int status, Buffer body) {
        Boolean ok = null;
        Optional<Instant> next = Optional.empty();
        try (JsonParser json = FACTORY.createParser(body.getBytes())) {
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            while (object && json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("ok")) {
                    ok = truth(value);
                } else if (field.equals("nextExecuteAt") && value == JsonToken.VALUE_STRING) {
                    next = Micros.parse(json.getText());
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            return new Answer.Failed("status " + status + " with a body that is not JSON");
        }
        return meaning(status, ok, next);
    }

    private static @Nullable Boolean truth(JsonToken value) {
        return value.isBoolean() ? value == JsonToken.VALUE_TRUE : null;
    }

    private static Answer meaning(int status, @Nullable Boolean ok, Optional<Instant> next) {
        if (ok == null) {
            return new Answer.Failed("status " + status + " with a body without ok true or false");
        }
        if (ok) {
            return new Answer.Succeeded();
        }
        return status == 200 && next.isPresent()
                ? new Answer.Rescheduled(next.get())
                : new Answer.Failed("status " + status + " with ok false and no time to try again");
    }
}

package timerbench.service.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import timerbench.service.timer.ApiDuration;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;

/** Writes response bodies field by field, because this is the hot path of every create. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static Buffer timer(Timer timer, Dialect dialect) {
        return write(json -> writeTimer(json, timer, dialect));
    }

    static Buffer page(List<Timer> timers, Optional<String> nextCursor, Dialect dialect) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("timers");
            for (Timer timer : timers) {
                writeTimer(json, timer, dialect);
            }
            json.writeEndArray();
            if (nextCursor.isPresent()) {
                json.writeStringField("nextCursor", nextCursor.get());
            }
            json.writeEndObject();
        });
    }

    static Buffer error(ErrorCode code, String message, Instant now) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("error", code.name());
            json.writeStringField("message", message);
            json.writeStringField("timestamp", now.toString());
            json.writeEndObject();
        });
    }

    static Buffer health(String status, Instant now) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("status", status);
            json.writeStringField("now", now.toString());
            json.writeEndObject();
        });
    }

    private static void writeTimer(JsonGenerator json, Timer timer, Dialect dialect) throws IOException {
        json.writeStartObject();
        json.writeStringField(dialect.timerId(), timer.key().timerId());
        json.writeStringField(dialect.groupId(), timer.key().groupId());
        json.writeStringField("executeAt", timer.executeAt().toString());
        json.writeStringField("callbackUrl", timer.callbackUrl());
        if (timer.payload().isPresent()) {
            json.writeFieldName("payload");
            json.writeRawValue(timer.payload().get());
        }
        writeRetryPolicy(json, timer.retryPolicy(), dialect);
        json.writeStringField("callbackTimeout", ApiDuration.format(timer.callbackTimeout()));
        json.writeStringField("createdAt", timer.createdAt().toString());
        json.writeStringField("updatedAt", timer.updatedAt().toString());
        json.writeEndObject();
    }

    private static void writeRetryPolicy(JsonGenerator json, RetryPolicy policy, Dialect dialect) throws IOException {
        json.writeObjectFieldStart("retryPolicy");
        json.writeNumberField(dialect.maxAttempts(), policy.maxAttempts() - dialect.uncountedAttempts());
        if (policy.maxAttemptsDuration().isPresent()) {
            json.writeStringField(
                    dialect.maxAttemptsDuration(),
                    ApiDuration.format(policy.maxAttemptsDuration().get()));
        }
        json.writeStringField("initialInterval", ApiDuration.format(policy.initialInterval()));
        json.writeNumberField("backoffMultiplier", policy.backoffMultiplier());
        json.writeStringField("maxInterval", ApiDuration.format(policy.maxInterval()));
        json.writeEndObject();
    }

    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static Buffer write(Content content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                content.writeTo(json);
            }
            return Buffer.buffer(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }
}

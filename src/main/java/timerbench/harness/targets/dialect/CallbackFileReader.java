package timerbench.harness.targets.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import timerbench.harness.targets.dialect.CallbackAnswers.CallbackAnswer;
import timerbench.harness.targets.dialect.CallbackFields.BodyForm;
import timerbench.harness.targets.dialect.CallbackFields.DueInstant;
import timerbench.harness.targets.dialect.CallbackFields.Payload;
import timerbench.harness.targets.dialect.CallbackFields.PayloadIn;
import timerbench.harness.targets.dialect.CallbackFields.TimeIn;

/** Turns the block {@code callback} of a dialect's file into the fields of callbacks and their answers. */
final class CallbackFileReader {
    private static final Set<Value> IN_ANSWERS = EnumSet.of(
            Value.EXECUTE_AT,
            Value.EXECUTE_AT_MILLIS,
            Value.EXECUTE_AT_SECONDS,
            Value.DELAY,
            Value.DELAY_ISO,
            Value.DELAY_MILLIS,
            Value.DELAY_SECONDS);
    /** Some services treat an answer without a body as a failure. */
    private static final Body OK =
            new JsonBody(JsonNodeFactory.instance.objectNode().put("ok", true));

    private static final DialectFile.AnswersFile NO_ANSWERS = new DialectFile.AnswersFile(null, null, null, null);

    private final FileErrors errors;
    private final DialectFile.CallbackFile content;
    private final Call create;

    CallbackFileReader(FileErrors errors, DialectFile.CallbackFile content, Call create) {
        this.errors = errors;
        this.content = content;
        this.create = create;
    }

    CallbackFields fields() {
        boolean isReference = content.reference() != null;
        if (isReference && (content.timerId() != null || content.groupId() != null)) {
            throw errors.wrong("callback", "has reference, which says alone which timer it is, and timerId or groupId");
        }
        if (isReference && !create.names(Value.REFERENCE)) {
            throw errors.wrong("callback.reference", "create sends no {reference} that a callback could bring back");
        }
        return new CallbackFields(
                isReference ? place("reference", content.reference()) : place("timerId", content.timerId()),
                isReference,
                optional("groupId", content.groupId()),
                executeAt(),
                optional("attempt", content.attempt()),
                payload(),
                content.body() == null ? BodyForm.JSON : content.body(),
                answers(content.answers() == null ? NO_ANSWERS : content.answers()));
    }

    private Optional<Place> optional(String key, @Nullable String text) {
        return text == null ? Optional.empty() : Optional.of(place(key, text));
    }

    private Place place(String key, @Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(Place::of)
                .orElseThrow(() -> errors.wrong(
                        "callback." + key,
                        "got " + text + ", wanted the path of a field, such as data.id, ?name for a parameter of the"
                                + " URL, @Name for a header, or /1 for a segment after the URL's path"));
    }

    private Optional<DueInstant> executeAt() {
        Map<TimeIn, String> times = new EnumMap<>(TimeIn.class);
        times.put(TimeIn.TEXT, content.executeAt());
        times.put(TimeIn.MILLIS, content.executeAtMillis());
        times.put(TimeIn.SECONDS, content.executeAtSeconds());
        times.values().removeIf(path -> path == null);
        if (times.size() > 1) {
            throw errors.wrong(
                    "callback", "wanted one of executeAt, executeAtMillis, executeAtSeconds, got " + times.size());
        }
        return times.entrySet().stream()
                .findFirst()
                .map(time -> new DueInstant(place(key(time.getKey()), time.getValue()), time.getKey()));
    }

    private static String key(TimeIn timeIn) {
        return switch (timeIn) {
            case TEXT -> "executeAt";
            case MILLIS -> "executeAtMillis";
            case SECONDS -> "executeAtSeconds";
        };
    }

    private Optional<Payload> payload() {
        String path = content.payload();
        if (path == null) {
            return Optional.empty();
        }
        if (!path.equals(Place.Field.WHOLE.path())
                && !Place.FIELDS.matcher(path).matches()) {
            throw errors.wrong(
                    "callback.payload",
                    "got \"" + path + "\", wanted the path of a field, such as data.id, or . for the whole body");
        }
        if (!create.names(Value.PAYLOAD)) {
            throw errors.wrong("callback.payload", "create sends no {payload} that a callback could bring back");
        }
        return Optional.of(
                new Payload(new Place.Field(path), content.payloadIn() == null ? PayloadIn.JSON : content.payloadIn()));
    }

    private CallbackAnswers answers(DialectFile.AnswersFile file) {
        return new CallbackAnswers(
                answer("success", file.success(), 200).orElseGet(() -> new CallbackAnswer(200, Optional.of(OK), "")),
                answer("failure", file.failure(), 503).orElseGet(() -> new CallbackAnswer(503, Optional.empty(), "")),
                answer("refusal", file.refusal(), 410),
                answer("again", file.again(), 200));
    }

    private Optional<CallbackAnswer> answer(String kind, DialectFile.@Nullable ReplyFile reply, int usual) {
        if (reply == null) {
            return Optional.empty();
        }
        String key = "callback.answers." + kind;
        int status = reply.status() == null ? usual : reply.status();
        errors.statuses(key, List.of(status));
        if (reply.body() == null) {
            return Optional.of(new CallbackAnswer(status, Optional.empty(), ""));
        }
        if (reply.body().isTextual()) {
            return Optional.of(
                    new CallbackAnswer(status, Optional.empty(), reply.body().textValue()));
        }
        Body body = errors.in(key + ".body", () -> new JsonBody(reply.body()));
        Set<Value> known = kind.equals("again") ? IN_ANSWERS : Set.of();
        errors.requireOnly(key + ".body", Body.values(body), known);
        return Optional.of(new CallbackAnswer(status, Optional.of(body), ""));
    }
}

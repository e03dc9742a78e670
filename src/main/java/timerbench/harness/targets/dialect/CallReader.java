package timerbench.harness.targets.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns an operation of a dialect's file into its call. */
final class CallReader {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final Set<Value> ONLY_IN_LISTS =
            EnumSet.of(Value.DUE_BEFORE, Value.DUE_BEFORE_MILLIS, Value.LIMIT, Value.CURSOR, Value.OFFSET, Value.PAGE);
    private static final Set<Value> OF_TIMERS = EnumSet.complementOf(EnumSet.copyOf(ONLY_IN_LISTS));
    private static final Set<Value> OF_IDENTITY =
            EnumSet.of(Value.GROUP_ID, Value.TIMER_ID, Value.REFERENCE, Value.CALLBACK_URL, Value.TOKEN);
    private static final Set<Value> NOT_THE_TOKEN = EnumSet.complementOf(EnumSet.of(Value.TOKEN));
    private static final Set<Value> NOT_IN_PATHS =
            EnumSet.of(Value.PAYLOAD, Value.PAYLOAD_TEXT, Value.PAYLOAD_BASE64, Value.TOKEN);
    private static final Map<Operation, Set<Value>> ALLOWED = Map.of(
            Operation.CREATE, OF_TIMERS,
            Operation.READ, OF_IDENTITY,
            Operation.UPDATE, OF_TIMERS,
            Operation.DELETE, OF_IDENTITY,
            Operation.LIST, ofLists());

    private final FileErrors errors;
    private final Operation operation;
    private final DialectFile.CallFile content;
    private final String key;

    CallReader(FileErrors errors, Operation operation, DialectFile.CallFile content) {
        this.errors = errors;
        this.operation = operation;
        this.content = content;
        this.key = operation.word();
    }

    private static Set<Value> ofLists() {
        Set<Value> values = EnumSet.copyOf(ONLY_IN_LISTS);
        values.addAll(EnumSet.of(Value.GROUP_ID, Value.CALLBACK_URL, Value.TOKEN));
        return values;
    }

    Call call() {
        if (content.method() == null || !METHODS.contains(content.method())) {
            throw errors.wrong(
                    key + ".method",
                    "got " + content.method() + ", wanted one of "
                            + METHODS.stream().sorted().toList());
        }
        String path = errors.path(key + ".path", content.path());
        Call.Parts parts = new Call.Parts(
                errors.templates(key + ".query", content.query()),
                errors.templates(key + ".headers", content.headers()),
                body());
        Call.Answers answers = answers();
        return checked(new Call(content.method(), errors.in(key + ".path", () -> Template.of(path)), parts, answers));
    }

    private Optional<Body> body() {
        Optional<Body> body = bodyOrForm();
        body.ifPresent(known -> errors.requireOnly(key + ".body", Body.values(known), NOT_THE_TOKEN));
        return body;
    }

    private Optional<Body> bodyOrForm() {
        if (content.body() != null && content.form() != null) {
            throw errors.wrong(key, "has both body and form; a request has one of them");
        }
        if (content.form() != null) {
            return Optional.of(new FormBody(errors.templates(key + ".form", content.form())));
        }
        return Optional.ofNullable(content.body()).map(json -> errors.in(key + ".body", () -> new JsonBody(json)));
    }

    private Call.Answers answers() {
        return new Call.Answers(
                answer(key + ".done", content.done())
                        .orElseThrow(() -> errors.wrong(key + ".done", "missing; wanted the status of success")),
                answer(key + ".missing", content.missing()),
                Optional.ofNullable(content.timerId()).map(this::idOfAnswer));
    }

    private Place idOfAnswer(String text) {
        return Place.of(text)
                .filter(place -> place instanceof Place.Field
                        || (place instanceof Place.Header header
                                && header.path().isEmpty()))
                .orElseThrow(() -> errors.wrong(
                        key + ".timerId",
                        "got \"" + text + "\", wanted the path of a field, such as data.id, or a header, such as"
                                + " @Location"));
    }

    private Call checked(Call call) {
        errors.requireOnly(key, call.values(), ALLOWED.get(operation));
        Set<Value> inPaths = EnumSet.copyOf(ALLOWED.get(operation));
        inPaths.removeAll(NOT_IN_PATHS);
        errors.requireOnly(key + ".path", call.pathValues(), inPaths);
        boolean saysWhich = call.names(Value.TIMER_ID);
        boolean isAnswered = call.answers().timerId().isPresent();
        if (operation == Operation.CREATE && !saysWhich && !isAnswered && !call.names(Value.REFERENCE)) {
            throw errors.wrong(
                    key,
                    "sends neither {timerId} nor {reference}, and names no field of the answer with the id (timerId)");
        }
        boolean isAboutOne = operation != Operation.CREATE && operation != Operation.LIST;
        if (isAboutOne && !saysWhich && !call.names(Value.REFERENCE)) {
            throw errors.wrong(key, "does not say which timer: wanted {timerId} in its path or body");
        }
        return call;
    }

    private Optional<Call.AnswerPattern> answer(String place, DialectFile.@Nullable AnswerFile answer) {
        if (answer == null) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        if (answer.fields() != null) {
            answer.fields().forEach((field, value) -> take(place + ".fields", field, value, fields));
        }
        Set<Integer> status = answer.status() == null ? Set.of() : errors.statuses(place, answer.status());
        return Optional.of(errors.in(place, () -> new Call.AnswerPattern(status, fields)));
    }

    /** Adds a field. HOCON makes an object of a key such as {@code data.code} if it is not quoted. */
    private void take(String place, String path, JsonNode value, Map<String, String> fields) {
        if (value.isObject()) {
            value.properties().forEach(each -> take(place, path + "." + each.getKey(), each.getValue(), fields));
        } else {
            fields.put(field(place, path), value.asText());
        }
    }

    private String field(String place, String path) {
        if (!Place.FIELDS.matcher(path).matches()) {
            throw errors.wrong(place, "got \"" + path + "\", wanted the path of a field, such as data.id");
        }
        return path;
    }

    /** Returns how the pages of a list are asked for. */
    Paging paging(Call list) {
        Optional<Value> counted = Optional.of(Value.OFFSET)
                .filter(list::names)
                .or(() -> Optional.of(Value.PAGE).filter(list::names));
        Optional<String> first = Optional.ofNullable(content.first());
        if (counted.isPresent() && content.nextCursor() != null) {
            throw errors.wrong(
                    key + ".nextCursor",
                    "is not needed, because {" + counted.get().word() + "} is counted");
        }
        if (counted.isPresent() && content.timers() == null) {
            throw errors.wrong(key + ".timers", "missing; the last page is known by how many timers it has");
        }
        if (counted.isPresent() && first.isPresent() && !first.get().matches("\\d{1,9}")) {
            throw errors.wrong(key + ".first", "got \"" + first.get() + "\", wanted a whole number");
        }
        return new Paging(
                Optional.ofNullable(content.timers()).map(this::timers),
                Optional.ofNullable(content.nextCursor()).map(path -> field(key + ".nextCursor", path)),
                counted,
                first.or(() -> counted.map(value -> value == Value.OFFSET ? "0" : "1")));
    }

    private String timers(String path) {
        return path.equals(Place.Field.WHOLE.path()) ? path : field(key + ".timers", path);
    }
}

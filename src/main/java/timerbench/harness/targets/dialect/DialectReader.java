package timerbench.harness.targets.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import timerbench.address.Address;
import timerbench.harness.run.Word;
import timerbench.settings.SettingsException;

/** Turns the content of a dialect's file into a dialect, and reports the place of every error in it. */
final class DialectReader {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern FIELD = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");
    private static final Pattern PLACE = Pattern.compile(FIELD.pattern() + "|\\?[\\w-]+");

    private static final Set<Value> IN_PATHS = EnumSet.of(Value.GROUP_ID, Value.TIMER_ID);
    private static final Set<Value> ONLY_IN_LISTS =
            EnumSet.of(Value.DUE_BEFORE, Value.DUE_BEFORE_MILLIS, Value.LIMIT, Value.CURSOR);
    private static final Map<Operation, Set<Value>> ALLOWED = Map.of(
            Operation.CREATE, ofTimers(),
            Operation.READ, IN_PATHS,
            Operation.UPDATE, ofTimers(),
            Operation.DELETE, IN_PATHS,
            Operation.LIST, ofLists());

    private final String file;

    /** @param file the name or path of the file, for messages */
    DialectReader(String file) {
        this.file = file;
    }

    private static Set<Value> ofTimers() {
        Set<Value> values = EnumSet.complementOf(EnumSet.copyOf(ONLY_IN_LISTS));
        values.remove(Value.TOKEN);
        return values;
    }

    private static Set<Value> ofLists() {
        Set<Value> values = EnumSet.copyOf(ONLY_IN_LISTS);
        values.add(Value.GROUP_ID);
        return values;
    }

    /** @throws SettingsException if something in the file is wrong; the message names the place */
    Dialect dialect(String name, DialectFile content) {
        Map<Operation, Call> calls = new EnumMap<>(Operation.class);
        content.calls().forEach((operation, call) -> calls.put(operation, call(operation, call)));
        Call create = calls.get(Operation.CREATE);
        if (create == null) {
            throw wrong("create", "missing; without it there is nothing to load");
        }
        Map<String, Template> headers = new HashMap<>();
        orEmpty(content.headers()).forEach((header, text) -> headers.put(header, header(header, text)));
        return new Dialect(
                name,
                Optional.ofNullable(content.ready()).map(path -> path("ready", path)),
                headers,
                calls,
                callback(content.callback(), create),
                new Dialect.Statuses(
                        content.overloaded() == null ? Set.of() : statuses("overloaded", content.overloaded()),
                        wrongRequests(orEmpty(content.wrong()), create)));
    }

    private SettingsException wrong(String key, String message) {
        return new SettingsException("dialect " + file + ": " + key + ": " + message);
    }

    private <T> T in(String key, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw wrong(key, e.getMessage());
        }
    }

    private String path(String key, @Nullable String path) {
        if (path != null && Address.hasSecretParameter(path)) {
            throw wrong(key, "holds a secret; parameters belong into query");
        }
        if (path == null || !path.startsWith("/")) {
            throw wrong(key, path == null ? "missing" : "got \"" + path + "\", wanted a path that starts with /");
        }
        return path;
    }

    private Template header(String name, String text) {
        Template template = in("headers." + name, () -> Template.of(text));
        requireOnly("headers." + name, template.values(), EnumSet.of(Value.TOKEN));
        return withoutSecret("headers." + name, name, template);
    }

    /** A file is committed and shared, so a secret must come from a value, not from the file. */
    private Template withoutSecret(String key, String name, Template template) {
        if (Address.isSecret(name) && template.values().isEmpty()) {
            throw wrong(
                    key, "holds a secret; write {token} instead, which comes from the environment variable API_TOKEN");
        }
        return template;
    }

    private Call call(Operation operation, DialectFile.CallFile call) {
        String key = operation.word();
        if (call.method() == null || !METHODS.contains(call.method())) {
            throw wrong(
                    key + ".method",
                    "got " + call.method() + ", wanted one of "
                            + METHODS.stream().sorted().toList());
        }
        Map<String, Template> query = new HashMap<>();
        orEmpty(call.query()).forEach((name, text) -> query.put(name, query(key + ".query." + name, name, text)));
        String path = path(key + ".path", call.path());
        Call.Answers answers = answers(key, call);
        Optional<Body> body = Optional.ofNullable(call.body()).map(json -> in(key + ".body", () -> new Body(json)));
        Call read = new Call(call.method(), in(key + ".path", () -> Template.of(path)), query, body, answers);
        return checked(operation, read);
    }

    private Call.Answers answers(String key, DialectFile.CallFile call) {
        return new Call.Answers(
                answer(key + ".done", call.done())
                        .orElseThrow(() -> wrong(key + ".done", "missing; wanted the status of success")),
                answer(key + ".missing", call.missing()),
                field(key + ".timerId", call.timerId()),
                field(key + ".timers", call.timers()),
                field(key + ".nextCursor", call.nextCursor()));
    }

    private Template query(String key, String name, String text) {
        return withoutSecret(key, name, in(key, () -> Template.of(text)));
    }

    private Call checked(Operation operation, Call call) {
        String key = operation.word();
        requireOnly(key, call.values(), ALLOWED.get(operation));
        requireOnly(key + ".path", call.pathValues(), IN_PATHS);
        boolean saysWhich = call.names(Value.TIMER_ID);
        if (operation == Operation.CREATE
                && !saysWhich
                && call.answers().timerId().isEmpty()) {
            throw wrong(key, "neither sends {timerId} nor names, as timerId, the field of the answer that contains it");
        }
        if (operation != Operation.CREATE && operation != Operation.LIST && !saysWhich) {
            throw wrong(key, "does not say which timer: wanted {timerId} in its path or body");
        }
        return call;
    }

    private void requireOnly(String key, Set<Value> values, Set<Value> allowed) {
        values.stream()
                .filter(value -> !allowed.contains(value))
                .sorted()
                .findFirst()
                .ifPresent(value -> {
                    throw wrong(key, "names {" + value.word() + "}, which is not known there");
                });
    }

    private Optional<Call.AnswerPattern> answer(String key, DialectFile.@Nullable AnswerFile answer) {
        if (answer == null) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        orEmpty(answer.fields()).forEach((field, value) -> take(key + ".fields", field, value, fields));
        Set<Integer> status = answer.status() == null ? Set.of() : statuses(key, answer.status());
        return Optional.of(in(key, () -> new Call.AnswerPattern(status, fields)));
    }

    private Set<Integer> statuses(String key, List<Integer> statuses) {
        if (statuses.contains(null)) {
            throw wrong(key, "status: got " + statuses + ", wanted numbers");
        }
        return in(key, () -> new Call.AnswerPattern(Set.copyOf(statuses), Map.of()))
                .status();
    }

    /** Adds a field. HOCON makes an object of a key such as {@code data.code} if it is not quoted. */
    private void take(String key, String path, JsonNode value, Map<String, String> fields) {
        if (value.isObject()) {
            value.properties().forEach(each -> take(key, path + "." + each.getKey(), each.getValue(), fields));
        } else {
            fields.put(field(key, path).orElseThrow(), value.asText());
        }
    }

    private Optional<String> field(String key, @Nullable String path) {
        if (path != null && !FIELD.matcher(path).matches()) {
            throw wrong(key, "got \"" + path + "\", wanted the path of a field, such as data.id");
        }
        return Optional.ofNullable(path);
    }

    private CallbackFields callback(DialectFile.@Nullable CallbackFile callback, Call create) {
        if (callback == null) {
            throw wrong("callback", "missing; wanted the fields of a callback's body");
        }
        Map<CallbackFields.TimeIn, String> times = new EnumMap<>(CallbackFields.TimeIn.class);
        times.put(CallbackFields.TimeIn.TEXT, callback.executeAt());
        times.put(CallbackFields.TimeIn.MILLIS, callback.executeAtMillis());
        times.put(CallbackFields.TimeIn.SECONDS, callback.executeAtSeconds());
        times.values().removeIf(path -> path == null);
        if (times.size() != 1) {
            throw wrong("callback", "wanted one of executeAt, executeAtMillis, executeAtSeconds, got " + times.size());
        }
        CallbackFields.TimeIn timeIn = times.keySet().iterator().next();
        return new CallbackFields(
                place("groupId", callback.groupId()),
                place("timerId", callback.timerId()),
                place(timeKey(timeIn), times.get(timeIn)),
                timeIn,
                Optional.ofNullable(callback.attempt()).map(path -> place("attempt", path)),
                payload(callback.payload(), create));
    }

    private static String timeKey(CallbackFields.TimeIn timeIn) {
        return switch (timeIn) {
            case TEXT -> "executeAt";
            case MILLIS -> "executeAtMillis";
            case SECONDS -> "executeAtSeconds";
        };
    }

    private Optional<String> payload(@Nullable String path, Call create) {
        Optional<String> field = field("callback.payload", path);
        if (field.isPresent() && !create.names(Value.PAYLOAD)) {
            throw wrong("callback.payload", "create sends no {payload} that a callback could hand back");
        }
        return field;
    }

    private String place(String key, @Nullable String path) {
        if (path == null || !PLACE.matcher(path).matches()) {
            throw wrong(
                    "callback." + key,
                    "got " + path
                            + ", wanted the path of a field, such as data.id, or ?name for a parameter of the URL");
        }
        return path;
    }

    private Map<Wrong, Set<Integer>> wrongRequests(Map<String, List<Integer>> statuses, Call create) {
        Map<Wrong, Set<Integer>> known = new EnumMap<>(Wrong.class);
        statuses.forEach((word, status) -> {
            String key = "wrong." + word;
            Wrong kind = Word.find(Wrong.class, word)
                    .orElseThrow(() -> wrong(key, "unknown; there are " + Word.all(Wrong.class)));
            if (!kind.canSpoil(create)) {
                throw wrong(key, "create sends nothing that could be wrong in this way");
            }
            known.put(kind, statuses(key, status));
        });
        return known;
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}

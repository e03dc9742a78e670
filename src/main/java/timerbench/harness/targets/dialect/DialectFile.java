package timerbench.harness.targets.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
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
import timerbench.settings.SettingsException;
import timerbench.settings.SettingsFile;

/**
 * A dialect's file as it is written, in HOCON like {@code gatling.conf}; {@code docs/dialects.md} says what each key means.
 * What may be left out is null.
 */
record DialectFile(
        @Nullable String ready,
        @Nullable Map<String, String> headers,
        @Nullable List<Integer> overloaded,
        @Nullable CallFile create,
        @Nullable CallFile read,
        @Nullable CallFile update,
        @Nullable CallFile delete,
        @Nullable CallFile list,
        @Nullable CallbackFile callback,
        @Nullable Map<String, List<Integer>> wrong) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern FIELD = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");
    private static final Pattern PLACE = Pattern.compile(FIELD.pattern() + "|\\?[\\w-]+");

    private static final Set<Value> OF_LISTS =
            EnumSet.of(Value.DUE_BEFORE, Value.DUE_BEFORE_MILLIS, Value.LIMIT, Value.CURSOR);
    private static final Set<Value> IN_PATHS = EnumSet.of(Value.GROUP_ID, Value.TIMER_ID);
    private static final Map<Operation, Set<Value>> ALLOWED = Map.of(
            Operation.CREATE, ofTimers(),
            Operation.READ, IN_PATHS,
            Operation.UPDATE, ofTimers(),
            Operation.DELETE, IN_PATHS,
            Operation.LIST, ofLists());

    private static Set<Value> ofTimers() {
        Set<Value> values = EnumSet.complementOf(EnumSet.copyOf(OF_LISTS));
        values.remove(Value.TOKEN);
        return values;
    }

    private static Set<Value> ofLists() {
        Set<Value> values = EnumSet.copyOf(OF_LISTS);
        values.add(Value.GROUP_ID);
        return values;
    }

    private static final Map<CallbackFields.TimeIn, String> TIMES = Map.of(
            CallbackFields.TimeIn.TEXT, "executeAt",
            CallbackFields.TimeIn.MILLIS, "executeAtMillis",
            CallbackFields.TimeIn.SECONDS, "executeAtSeconds");

    record AnswerFile(
            @Nullable List<Integer> status, @Nullable Map<String, JsonNode> fields) {}

    record CallFile(
            @Nullable String method,
            @Nullable String path,
            @Nullable Map<String, String> query,
            @Nullable JsonNode body,
            @Nullable AnswerFile done,
            @Nullable AnswerFile missing,
            @Nullable String timerId,
            @Nullable String timers,
            @Nullable String nextCursor) {}

    record CallbackFile(
            @Nullable String groupId,
            @Nullable String timerId,
            @Nullable String executeAt,
            @Nullable String executeAtMillis,
            @Nullable String executeAtSeconds,
            @Nullable String attempt,
            @Nullable String payload) {}

    /**
     * Returns the dialect of that name, or of the file at that path.
     *
     * @throws SettingsException if there is none, or it is not as a dialect must be
     */
    static Dialect load(String nameOrPath) {
        if (Dialect.SHIPPED.contains(nameOrPath)) {
            return SettingsFile.resource("dialects/" + nameOrPath + ".conf", DialectFile.class)
                    .dialect(nameOrPath, nameOrPath);
        }
        Path path = Path.of(nameOrPath);
        if (!Files.isRegularFile(path)) {
            throw new SettingsException("timerbench.dialect: got \"" + nameOrPath + "\", wanted one of "
                    + String.join(", ", Dialect.SHIPPED) + " or the path of a dialect's file");
        }
        String name = path.getFileName().toString().replaceFirst("\\.conf$", "");
        return SettingsFile.file(path, DialectFile.class).dialect(nameOrPath, name);
    }

    private Dialect dialect(String file, String name) {
        Reading reading = new Reading(file);
        Map<Operation, Call> calls = new EnumMap<>(Operation.class);
        files().forEach((operation, call) -> calls.put(operation, reading.call(operation, call)));
        if (!calls.containsKey(Operation.CREATE)) {
            throw reading.wrong("create", "missing; without it there is nothing to load");
        }
        Map<String, Template> templates = new HashMap<>();
        orEmpty(headers).forEach((header, text) -> templates.put(header, reading.header(header, text)));
        return new Dialect(
                name,
                Optional.ofNullable(ready).map(path -> reading.path("ready", path)),
                templates,
                calls,
                reading.callback(callback, calls.get(Operation.CREATE)),
                new Dialect.Statuses(
                        overloaded == null ? Set.of() : reading.statuses("overloaded", overloaded),
                        reading.wrong(orEmpty(wrong), calls.get(Operation.CREATE))));
    }

    private Map<Operation, CallFile> files() {
        Map<Operation, CallFile> files = new EnumMap<>(Operation.class);
        files.put(Operation.CREATE, create);
        files.put(Operation.READ, read);
        files.put(Operation.UPDATE, update);
        files.put(Operation.DELETE, delete);
        files.put(Operation.LIST, list);
        files.values().removeIf(call -> call == null);
        return files;
    }

    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }

    /** Turns the parts of one file into those of a dialect, and says where in it something is wrong. */
    private record Reading(String file) {
        SettingsException wrong(String key, String message) {
            return new SettingsException("dialect " + file + ": " + key + ": " + message);
        }

        <T> T in(String key, Supplier<T> part) {
            try {
                return part.get();
            } catch (IllegalArgumentException e) {
                throw wrong(key, e.getMessage());
            }
        }

        String path(String key, @Nullable String path) {
            if (path != null && Address.hasSecretParameter(path)) {
                throw wrong(key, "holds a secret; parameters belong into query");
            }
            if (path == null || !path.startsWith("/")) {
                throw wrong(key, path == null ? "missing" : "got \"" + path + "\", wanted a path that starts with /");
            }
            return path;
        }

        Template header(String name, String text) {
            Template template = in("headers." + name, () -> Template.of(text));
            requireOnly("headers." + name, template.values(), EnumSet.of(Value.TOKEN));
            return withoutSecret("headers." + name, name, template);
        }

        /** A file is committed and passed on; only what fills a place may be a secret. */
        private Template withoutSecret(String key, String name, Template template) {
            if (Address.isSecret(name) && template.values().isEmpty()) {
                throw wrong(
                        key,
                        "holds a secret; write {token} instead, which comes from the environment variable API_TOKEN");
            }
            return template;
        }

        Call call(Operation operation, CallFile call) {
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
            Call.Answers answers = new Call.Answers(
                    answer(key + ".done", call.done())
                            .orElseThrow(() -> wrong(key + ".done", "missing; wanted the status of success")),
                    answer(key + ".missing", call.missing()),
                    field(key + ".timerId", call.timerId()),
                    field(key + ".timers", call.timers()),
                    field(key + ".nextCursor", call.nextCursor()));
            Optional<Body> body = Optional.ofNullable(call.body()).map(json -> in(key + ".body", () -> new Body(json)));
            Call read = new Call(call.method(), in(key + ".path", () -> Template.of(path)), query, body, answers);
            return checked(operation, read);
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
                throw wrong(key, "neither sends {timerId} nor says, as timerId, which field of the answer holds it");
            }
            if (operation != Operation.CREATE && operation != Operation.LIST && !saysWhich) {
                throw wrong(key, "does not say which timer: wanted {timerId} in its path or body");
            }
            return call;
        }

        void requireOnly(String key, Set<Value> values, Set<Value> allowed) {
            values.stream()
                    .filter(value -> !allowed.contains(value))
                    .sorted()
                    .findFirst()
                    .ifPresent(value -> {
                        throw wrong(key, "names {" + value.word() + "}, which is not known there");
                    });
        }

        private Optional<Answer> answer(String key, @Nullable AnswerFile answer) {
            if (answer == null) {
                return Optional.empty();
            }
            Map<String, String> fields = new HashMap<>();
            orEmpty(answer.fields()).forEach((field, value) -> take(key + ".fields", field, value, fields));
            Set<Integer> status = answer.status() == null ? Set.of() : statuses(key, answer.status());
            return Optional.of(in(key, () -> new Answer(status, fields)));
        }

        Set<Integer> statuses(String key, List<Integer> statuses) {
            if (statuses.contains(null)) {
                throw wrong(key, "status: got " + statuses + ", wanted numbers");
            }
            return in(key, () -> new Answer(Set.copyOf(statuses), Map.of())).status();
        }

        /** HOCON makes an object of a key such as {@code data.code} if it is not quoted. */
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

        CallbackFields callback(@Nullable CallbackFile callback, Call create) {
            if (callback == null) {
                throw wrong("callback", "missing; wanted the fields of a callback's body");
            }
            Map<CallbackFields.TimeIn, String> times = new EnumMap<>(CallbackFields.TimeIn.class);
            times.put(CallbackFields.TimeIn.TEXT, callback.executeAt());
            times.put(CallbackFields.TimeIn.MILLIS, callback.executeAtMillis());
            times.put(CallbackFields.TimeIn.SECONDS, callback.executeAtSeconds());
            times.values().removeIf(path -> path == null);
            if (times.size() != 1) {
                throw wrong(
                        "callback", "wanted one of executeAt, executeAtMillis, executeAtSeconds, got " + times.size());
            }
            var time = times.entrySet().iterator().next();
            return new CallbackFields(
                    place("groupId", callback.groupId()),
                    place("timerId", callback.timerId()),
                    place(TIMES.get(time.getKey()), time.getValue()),
                    time.getKey(),
                    Optional.ofNullable(callback.attempt()).map(path -> place("attempt", path)),
                    payload(callback.payload(), create));
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

        Map<Wrong, Set<Integer>> wrong(Map<String, List<Integer>> statuses, Call create) {
            Map<Wrong, Set<Integer>> known = new EnumMap<>(Wrong.class);
            statuses.forEach((word, status) -> {
                String key = "wrong." + word;
                Wrong kind = Wrong.called(word).orElseThrow(() -> wrong(key, "unknown; there are " + Wrong.all()));
                if (!kind.canSpoil(create)) {
                    throw wrong(key, "create sends nothing that could be wrong in this way");
                }
                known.put(kind, statuses(key, status));
            });
            return known;
        }
    }
}

package timerbench.harness.targets.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import timerbench.settings.Nearest;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;
import timerbench.settings.SettingsFile;

/**
 * The content of a dialect's file, written in HOCON like {@code gatling.conf}; {@code docs/your-service.md} explains each
 * key. An optional key that is missing is null.
 */
record DialectFile(
        @Nullable String ready,
        @Nullable Map<String, String> headers,
        @Nullable List<Integer> overloaded,
        @Nullable ServiceFile service,
        @Nullable CallFile create,
        @Nullable CallFile read,
        @Nullable CallFile update,
        @Nullable CallFile delete,
        @Nullable CallFile list,
        @Nullable CallbackFile callback,
        @Nullable Map<String, List<Integer>> wrong) {
    record ServiceFile(
            @Nullable Duration leastLead,
            @Nullable Duration pollInterval,
            @Nullable Duration resolution,
            @Nullable Integer attempts,
            @Nullable Duration retryInterval) {}

    record AnswerFile(
            @Nullable List<Integer> status, @Nullable Map<String, JsonNode> fields) {}

    record CallFile(
            @Nullable String method,
            @Nullable String path,
            @Nullable Map<String, String> query,
            @Nullable Map<String, String> headers,
            @Nullable JsonNode body,
            @Nullable Map<String, String> form,
            @Nullable AnswerFile done,
            @Nullable AnswerFile missing,
            @Nullable String timerId,
            @Nullable String timers,
            @Nullable String nextCursor,
            @Nullable String first) {}

    record CallbackFile(
            @Nullable String reference,
            @Nullable String groupId,
            @Nullable String timerId,
            @Nullable String executeAt,
            @Nullable String executeAtMillis,
            @Nullable String executeAtSeconds,
            @Nullable String attempt,
            @Nullable String payload,
            CallbackFields.@Nullable PayloadIn payloadIn,
            CallbackFields.@Nullable BodyForm body,
            @Nullable AnswersFile answers) {}

    record AnswersFile(
            @Nullable ReplyFile success,
            @Nullable ReplyFile failure,
            @Nullable ReplyFile refusal,
            @Nullable ReplyFile again) {}

    record ReplyFile(@Nullable Integer status, @Nullable JsonNode body) {}

    /**
     * Loads a shipped dialect by its name, or any other from the path of its file.
     *
     * @throws SettingsException if there is none, or the file is wrong
     */
    static Dialect load(String nameOrPath) {
        if (Dialect.SHIPPED.contains(nameOrPath)) {
            DialectFile shipped = SettingsFile.resource("dialects/" + nameOrPath + ".conf", DialectFile.class);
            return new DialectReader(key -> "dialect " + nameOrPath).dialect(nameOrPath, shipped);
        }
        Path path = Path.of(nameOrPath);
        if (!Files.isRegularFile(path)) {
            throw new SettingsException(Settings.key("dialect") + ": got \"" + nameOrPath + "\", wanted one of "
                    + String.join(", ", Dialect.SHIPPED) + " or the path of a dialect's file"
                    + Nearest.question(String.valueOf(path.getFileName()), Dialect.SHIPPED));
        }
        String name = path.getFileName().toString().replaceFirst("\\.conf$", "");
        SettingsFile<DialectFile> file = SettingsFile.read(path, DialectFile.class);
        return new DialectReader(file::place).dialect(name, file.content());
    }

    /** Returns the calls in the file by operation. */
    Map<Operation, CallFile> calls() {
        Map<Operation, CallFile> calls = new EnumMap<>(Operation.class);
        calls.put(Operation.CREATE, create);
        calls.put(Operation.READ, read);
        calls.put(Operation.UPDATE, update);
        calls.put(Operation.DELETE, delete);
        calls.put(Operation.LIST, list);
        calls.values().removeIf(call -> call == null);
        return calls;
    }
}

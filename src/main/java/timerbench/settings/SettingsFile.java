package timerbench.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import timerbench.input.InputFile;

/**
 * A file in the syntax of {@code gatling.conf}, read as a record whose components are its keys. Components of missing
 * keys are null. A single value is read as a list of one where a list is wanted. The methods that read throw {@link
 * SettingsException} if the file is missing, a key unknown, or a value of the wrong type.
 */
public final class SettingsFile<T> {
    private static final ConfigParseOptions REQUIRED =
            ConfigParseOptions.defaults().setAllowMissing(false);

    private final String name;
    private final Config keys;
    private final T content;

    private SettingsFile(String name, Supplier<Config> parsed, Class<T> type) {
        this.name = name;
        try {
            this.keys = parsed.get().resolve();
        } catch (ConfigException e) {
            throw UnreadableFile.of(name, e);
        }
        this.content = Binding.readLeniently(name, keys, type);
    }

    /** Reads the file at this path. */
    public static <T> SettingsFile<T> read(Path path, Class<T> type) {
        requireText(path);
        return new SettingsFile<>(path.toString(), () -> ConfigFactory.parseFile(path.toFile(), REQUIRED), type);
    }

    /** Returns the content of the file at this path. */
    public static <T> T file(Path path, Class<T> type) {
        return read(path, type).content();
    }

    /** Returns the content of the file of that name on the class path. */
    public static <T> T resource(String name, Class<T> type) {
        return new SettingsFile<>(name, () -> ConfigFactory.parseResources(name, REQUIRED), type).content();
    }

    /** Refuses bytes that are no UTF-8: the parser would replace them. */
    private static void requireText(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new SettingsException(path + ": there is no such file");
        }
        try {
            InputFile.text(path);
        } catch (IOException e) {
            throw new SettingsException(e.getMessage(), e);
        }
    }

    /** Returns the record. */
    public T content() {
        return content;
    }

    /**
     * Returns the file and the line of a key, such as {@code mine.conf: line 12}. If the key is missing, the line is
     * that of the innermost block that should hold it; if that is the whole file, there is no line.
     *
     * @param key such as {@code create.done.status[0]}; its parts may be quoted, but need not be
     */
    public String place(String key) {
        return NearestKey.in(keys.root(), key).flatMap(Place::of).orElse(name);
    }
}

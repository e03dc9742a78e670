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
 * Reads a file in the syntax of {@code gatling.conf} as a record whose components are its keys. Components of missing
 * keys are null. Both methods throw {@link SettingsException} if the file is missing, a key unknown, or a value of
 * the wrong type.
 */
public final class SettingsFile {
    private static final ConfigParseOptions REQUIRED =
            ConfigParseOptions.defaults().setAllowMissing(false);

    private SettingsFile() {}

    /** Returns the file at this path. */
    public static <T> T file(Path path, Class<T> type) {
        requireText(path);
        return read(path.toString(), () -> ConfigFactory.parseFile(path.toFile(), REQUIRED), type);
    }

    /** Refuses bytes that are no UTF-8: the parser would replace them. */
    private static void requireText(Path path) {
        try {
            if (Files.isRegularFile(path)) {
                InputFile.text(path);
            }
        } catch (IOException e) {
            throw new SettingsException(e.getMessage(), e);
        }
    }

    /** Returns the file of that name on the class path. */
    public static <T> T resource(String name, Class<T> type) {
        return read(name, () -> ConfigFactory.parseResources(name, REQUIRED), type);
    }

    private static <T> T read(String name, Supplier<Config> parsed, Class<T> type) {
        try {
            return Binding.readLeniently(name, parsed.get().resolve(), type);
        } catch (ConfigException e) {
            // The message of a syntax error names the file already, and the line.
            String where = e.getMessage().startsWith(name) ? "" : name + ": ";
            throw new SettingsException(where + e.getMessage(), e);
        }
    }
}

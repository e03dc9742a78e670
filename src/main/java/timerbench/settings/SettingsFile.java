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
 * A file of its own in the syntax of {@code gatling.conf}, read as a record whose components are its keys; those of keys
 * that the file leaves out are null. Both methods throw {@link SettingsException} if there is no such file, a key is unknown
 * or a value of the wrong kind.
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

    /** The parser puts a replacement in the place of what is not UTF-8. */
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
            // A syntax error comes with the file's name already, and the line.
            String where = e.getMessage().startsWith(name) ? "" : name + ": ";
            throw new SettingsException(where + e.getMessage(), e);
        }
    }
}

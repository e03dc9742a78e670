package timerbench.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings put over those of this process for a while. */
public final class Overrides {
    private Overrides() {}

    /**
     * Returns what comes of the settings while these are in force: processes that are started meanwhile have them, too.
     *
     * @param overrides by their full names
     * @throws SettingsException if one is unknown
     */
    public static synchronized <T> T with(Map<String, String> overrides, Function<Settings, T> use) {
        Map<String, @Nullable String> before = new LinkedHashMap<>();
        overrides.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        try {
            return use.apply(Settings.load());
        } finally {
            before.forEach(Overrides::restore);
        }
    }

    private static void restore(String name, @Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}

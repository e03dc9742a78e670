package timerbench.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigOrigin;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of {@code reference.conf}. Any other key is a mistake for one of these. The keys of a block are the same
 * in every profile, and beside the profiles.
 */
final class KnownKeys {
    private final Set<String> keys;

    private KnownKeys(Set<String> keys) {
        this.keys = keys;
    }

    static KnownKeys of(Config reference) {
        return new KnownKeys(reference.entrySet().stream()
                .map(entry -> withoutProfile(entry.getKey()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Throws {@link SettingsException} if the user's settings have an unknown key. */
    void check(Config user) {
        user.entrySet().stream()
                .filter(entry -> !keys.contains(withoutProfile(entry.getKey())))
                .findFirst()
                .ifPresent(entry -> {
                    throw new SettingsException(
                            unknown(entry.getKey(), entry.getValue().origin()));
                });
    }

    private String unknown(String key, ConfigOrigin origin) {
        String message = Place.of(origin).orElse("command line") + ": unknown key " + Settings.key(key);
        return Nearest.to(withoutProfile(key), keys)
                .map(near -> message + "; did you mean " + Settings.key(near) + "?")
                .orElse(message + "; reference.conf lists all keys");
    }

    private static String withoutProfile(String key) {
        return key.replaceFirst("^profiles\\.[^.]+\\.", "");
    }
}

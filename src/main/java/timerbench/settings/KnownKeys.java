package timerbench.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The keys of {@code reference.conf}. Any other key is a mistake for one of these. The keys of a block are the same
 * in every profile, and beside the profiles.
 */
final class KnownKeys {
    /** The end of the name of a key in a block of a list, such as of {@code faults.0.kind}. */
    private static final String IN_LIST = "\\.[0-9]+\\.[^.]+$";

    private final Set<String> keys;
    private final Set<String> lists;

    private KnownKeys(Set<String> keys, Set<String> lists) {
        this.keys = keys;
        this.lists = lists;
    }

    static KnownKeys of(Config reference) {
        return new KnownKeys(names(reference, value -> true), names(reference, ConfigList.class::isInstance));
    }

    private static Set<String> names(Config reference, Predicate<ConfigValue> which) {
        return reference.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(entry -> withoutProfile(entry.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Throws {@link SettingsException} if the user's settings have an unknown key. */
    void check(Config user) {
        user.entrySet().stream()
                .filter(entry -> !isKnown(withoutProfile(entry.getKey())))
                .findFirst()
                .ifPresent(entry -> {
                    throw new SettingsException(
                            unknown(entry.getKey(), entry.getValue().origin()));
                });
    }

    /** What is in a block of a list is checked by who reads it. */
    private boolean isKnown(String key) {
        return keys.contains(key) || lists.contains(key.replaceFirst(IN_LIST, ""));
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

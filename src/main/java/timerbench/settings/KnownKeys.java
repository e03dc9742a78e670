package timerbench.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The keys of {@code reference.conf}. Any other key is a mistake for one of these. The keys of a block are the same
 * in every profile, and beside the profiles.
 */
final class KnownKeys {
    private static final int FURTHEST_TYPO = 3;

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
        return nearest(withoutProfile(key))
                .map(near -> message + "; did you mean " + Settings.key(near) + "?")
                .orElse(message + "; reference.conf lists all keys");
    }

    private Optional<String> nearest(String key) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return keys.stream()
                .min(Comparator.comparingInt((String known) -> distance.apply(known, key))
                        .thenComparing(known -> known))
                .filter(known -> distance.apply(known, key) <= FURTHEST_TYPO);
    }

    private static String withoutProfile(String key) {
        return key.replaceFirst("^profiles\\.[^.]+\\.", "");
    }
}

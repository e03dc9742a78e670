package timerbench.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as settings spell them: with a unit, such as {@code 30s}, {@code 500ms} or {@code 5m}. */
public final class DurationText {
    private static final Pattern WITH_UNIT = Pattern.compile("\\s*[0-9.]+\\s*[a-zA-Z]+\\s*");

    private DurationText() {}

    /** Returns the duration that the text stands for; empty if it stands for none. */
    public static Optional<Duration> find(String text) {
        try {
            return WITH_UNIT.matcher(text).matches()
                    ? Optional.of(
                            ConfigFactory.parseMap(Map.of("duration", text)).getDuration("duration"))
                    : Optional.empty();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the duration that the text stands for.
     *
     * @param name of the value, for the message
     * @throws IllegalArgumentException if it stands for none
     */
    public static Duration of(String name, String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + ": got \"" + text + "\", wanted a duration with its unit, such as 30s, 500ms or 5m"));
    }
}

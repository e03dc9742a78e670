package timerbench.harness.load.injector;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import timerbench.harness.load.plan.Share;
import timerbench.settings.Settings;

/**
 * The {@code injector} block of the settings: which of several injectors this process is.
 *
 * @param index from 0
 * @param count of the injectors that share the load; 1 if this process sends all of it
 * @param folder in which it and its coordinator leave files for each other; empty if it has no coordinator
 * @param begin when to begin, by its own clock; empty if the coordinator says so
 * @param stay how long it stays after its end, for its part to be fetched
 */
public record OwnInjector(int index, int count, String folder, String begin, Duration stay) {
    public OwnInjector {
        var unused = new Share(index, count);
        if (!begin.isEmpty()) {
            var unusedBegin = instant(begin);
        }
    }

    /**
     * Returns the settings that are given.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    public static OwnInjector of(Settings settings) {
        return settings.read("injector", OwnInjector.class);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "begin: got \"" + text + "\", wanted an instant such as 2030-01-31T12:00:00Z", e);
        }
    }

    /** Returns when to begin; empty if the coordinator says so. */
    public Optional<Instant> beginAt() {
        return begin.isEmpty() ? Optional.empty() : Optional.of(instant(begin));
    }

    /** Returns whether this process sends the whole load. */
    public boolean isAlone() {
        return count == 1;
    }

    /** Returns what the process sends of the load. */
    public Share share() {
        return new Share(index, count);
    }

    /** Returns whether a coordinator waits for the part of this process. */
    public boolean isCoordinated() {
        return !folder.isEmpty();
    }
}

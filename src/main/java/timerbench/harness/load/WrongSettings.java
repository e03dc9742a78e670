package timerbench.harness.load;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import timerbench.settings.SettingsException;

/** Collects what is wrong with settings, so that one attempt reports all of it. */
final class WrongSettings {
    private final Set<String> found = new LinkedHashSet<>();

    /** Returns the result, or nothing if it reports a wrong setting. */
    <T> Optional<T> unlessWrong(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (SettingsException e) {
            found.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** Runs a check that reports a wrong setting. */
    void check(Runnable check) {
        var unused = unlessWrong(() -> {
            check.run();
            return true;
        });
    }

    /** @throws SettingsException if anything was wrong, with a line for each */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SettingsException(String.join("\ntimer-bench: ", found));
        }
    }
}

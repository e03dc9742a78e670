package timerbench.harness.load.injector;

import java.time.Duration;
import timerbench.harness.run.Word;
import timerbench.settings.Settings;

/**
 * The {@code injectors} block of the settings, without those of each engine; {@code reference.conf} describes each.
 *
 * @param count at least one
 */
public record InjectorSettings(int count, Engine on, Duration readyTimeout, Duration late, String target) {
    /** Where injectors run. */
    public enum Engine implements Word {
        PROCESSES,
        DOCKER,
        KUBERNETES
    }

    public InjectorSettings {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
        if (readyTimeout.isNegative() || readyTimeout.isZero() || late.isNegative()) {
            throw new IllegalArgumentException(
                    "readyTimeout must be above 0s and late not below it, were " + readyTimeout + " and " + late);
        }
    }

    /**
     * Returns the settings that are given.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    public static InjectorSettings of(Settings settings) {
        return settings.readPart("injectors", InjectorSettings.class);
    }

    /** Returns whether the load is shared, so that this process only coordinates. */
    public boolean isShared() {
        return count > 1;
    }
}

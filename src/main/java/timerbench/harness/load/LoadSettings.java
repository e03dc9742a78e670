package timerbench.harness.load;

import io.gatling.core.Predef$;
import java.time.Duration;
import timerbench.harness.load.plan.Durations;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** The {@code load} block of the settings; {@code reference.conf} says what each means. */
record LoadSettings(Duration stallTimeout) {
    LoadSettings {
        Durations.requirePositive("stallTimeout", stallTimeout);
    }

    /**
     * Returns those that are given.
     *
     * @throws SettingsException if a load could be called stalled while it waits for answers
     */
    static LoadSettings of(Settings settings) {
        return settings.read("load", LoadSettings.class).over(requestTimeout());
    }

    /** Returns the longest that a request may wait for its answer, by Gatling's settings. */
    private static Duration requestTimeout() {
        return Duration.ofNanos(
                Predef$.MODULE$.configuration().http().requestTimeout().toNanos());
    }

    LoadSettings over(Duration requestTimeout) {
        if (stallTimeout.compareTo(requestTimeout) <= 0) {
            throw new SettingsException(Settings.key("load.stallTimeout") + " must be longer than gatling.http.requestTimeout ("
                    + Durations.text(requestTimeout) + "), was " + Durations.text(stallTimeout));
        }
        return this;
    }
}

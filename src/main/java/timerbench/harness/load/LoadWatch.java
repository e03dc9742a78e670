package timerbench.harness.load;

import io.gatling.core.Predef$;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import timerbench.harness.load.plan.Durations;
import timerbench.settings.SettingsException;

/**
 * Watches whether a load stands still. If the actor that starts Gatling's virtual users has crashed, Gatling goes
 * on for ever and reports no more than a line in its log.
 */
final class LoadWatch {
    /**
     * The {@code load} block of the settings; {@code reference.conf} describes each.
     *
     * @param stallTimeout the longest time for which a load may give no sign
     */
    record Settings(Duration stallTimeout) {
        Settings {
            Durations.requirePositive("stallTimeout", stallTimeout);
        }

        /**
         * Returns the settings that are given.
         *
         * @throws SettingsException if a load could count as stalled while it waits for answers
         */
        static Settings of(timerbench.settings.Settings settings) {
            Duration requestTimeout = Duration.ofNanos(
                    Predef$.MODULE$.configuration().http().requestTimeout().toNanos());
            return settings.read("load", Settings.class).over(requestTimeout);
        }

        /** Returns these settings, checked against the longest time that a request may wait for its answer. */
        Settings over(Duration requestTimeout) {
            if (stallTimeout.compareTo(requestTimeout) <= 0) {
                throw new SettingsException(timerbench.settings.Settings.key("load.stallTimeout")
                        + " must be longer than gatling.http.requestTimeout (" + Durations.text(requestTimeout)
                        + "), was " + Durations.text(stallTimeout));
            }
            return this;
        }
    }

    private final InstantSource clock;
    private final Duration timeout;
    private volatile Instant lastSign;

    LoadWatch(InstantSource clock, Settings settings) {
        this.clock = clock;
        this.timeout = settings.stallTimeout();
        this.lastSign = clock.instant();
    }

    /** Records a sign of a virtual user: it sends, receives an answer, or checks whether a callback has come. */
    void sign() {
        lastSign = clock.instant();
    }

    /** Returns what is wrong if the load has given no sign for longer than it may. */
    Optional<String> stalled() {
        Duration silent = Duration.between(lastSign, clock.instant());
        return silent.compareTo(timeout) <= 0
                ? Optional.empty()
                : Optional.of("nothing was sent or answered for " + silent.toSeconds()
                        + " s: Gatling has stopped starting virtual users. Its log above may say why. A load that is meant to"
                        + " pause for so long needs a longer timerbench.load.stallTimeout");
    }
}

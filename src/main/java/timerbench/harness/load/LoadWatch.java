package timerbench.harness.load;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Watches a load for standing still. Gatling goes on for ever, and says no more than a line in its log, if the actor that
 * brings virtual users has crashed.
 */
final class LoadWatch {
    private final InstantSource clock;
    private final Duration timeout;
    private volatile Instant lastSign;

    /** @param timeout the longest that a load may give no sign */
    LoadWatch(InstantSource clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
        this.lastSign = clock.instant();
    }

    /** Takes in a sign that a virtual user is there: it sends, is answered, or looks whether a callback has come. */
    void sign() {
        lastSign = clock.instant();
    }

    /** Returns what is wrong if the load has given no sign for longer than it may. */
    Optional<String> stalled() {
        Duration silent = Duration.between(lastSign, clock.instant());
        return silent.compareTo(timeout) <= 0
                ? Optional.empty()
                : Optional.of("nothing was sent or answered for " + silent.toSeconds()
                        + " s: Gatling has stopped bringing virtual users. Its log above may say why; a load that is meant to"
                        + " pause as long needs a longer timerbench.load.stallTimeout");
    }
}

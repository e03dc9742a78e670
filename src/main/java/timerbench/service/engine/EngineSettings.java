package timerbench.service.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Slowdown;

/**
 * How the engine fires.
 *
 * @param callbacks the most that are in flight, or answered and not yet settled in the store; one address has a share of them
 * @param leaseTerm how long an instance counts as alive after its last beat
 * @param lookAhead how far ahead due timers are read
 * @param dialect how callbacks are spelt
 * @param slowdown of each callback
 */
public record EngineSettings(
        int callbacks, Duration leaseTerm, Duration lookAhead, Dialect dialect, Slowdown slowdown) {
    private static final Duration SHORTEST_TERM = Duration.ofSeconds(1);

    public EngineSettings {
        if (callbacks < 1) {
            throw new IllegalArgumentException("callbacks must be at least 1, was " + callbacks);
        }
        if (leaseTerm.compareTo(SHORTEST_TERM) < 0) {
            throw new IllegalArgumentException("leaseTerm must be at least 1s, was " + leaseTerm);
        }
        if (lookAhead.toMillis() < 3) {
            throw new IllegalArgumentException("lookAhead must be at least 3ms, was " + lookAhead);
        }
        requireNonNull(dialect, "dialect");
        requireNonNull(slowdown, "slowdown");
    }

    /** A beat that is lost, or two, deposes nobody. */
    Duration beatPeriod() {
        return leaseTerm.dividedBy(5);
    }

    /** What is due is read three times before it is. */
    Duration readPeriod() {
        return lookAhead.dividedBy(3);
    }
}

package timerbench.service.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Slowdown;

/**
 * The settings of the engine.
 *
 * @param callbacks the most callbacks that are in flight or not yet settled in the store; an address has a share of
 *     them
 * @param leaseTerm how long an instance counts as alive after its last heartbeat
 * @param lookAhead how far ahead of their instants timers are read
 * @param dialect the field names of callbacks
 * @param slowdown added to each callback
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

    /** Returns the time between heartbeats. An instance keeps its leases if one or two of them are lost. */
    Duration beatPeriod() {
        return leaseTerm.dividedBy(5);
    }

    /** Returns the time between reads of due timers. Each timer is read three times before it is due. */
    Duration readPeriod() {
        return lookAhead.dividedBy(3);
    }
}

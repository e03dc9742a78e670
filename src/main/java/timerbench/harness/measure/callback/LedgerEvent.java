package timerbench.harness.measure.callback;

import java.time.Instant;
import java.util.Optional;
import timerbench.harness.run.CallbackOutcome;

/**
 * A callback, or one that never came, and what it was.
 *
 * @param timer group and id, for people
 * @param counted whether the timer was part of the load that counts
 * @param at its arrival, or when it was given up
 * @param succeededAt for a duplicate: the arrival of the attempt that had succeeded
 */
public record LedgerEvent(
        CallbackOutcome outcome,
        String timer,
        boolean counted,
        Instant executeAt,
        Instant at,
        Optional<Instant> succeededAt) {}

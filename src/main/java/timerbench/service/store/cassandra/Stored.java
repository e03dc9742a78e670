package timerbench.service.store.cassandra;

import java.time.Instant;
import java.util.Optional;
import timerbench.service.store.Attempt;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Timer;

/**
 * A timer as its row holds it.
 *
 * @param dueAt the time of the next attempt
 * @param late whether that time was long past when the row was written
 * @param attempts the number of attempts so far for this {@code executeAt}
 * @param firstAt the time of the first of them
 * @param revision the row's write timestamp
 */
record Stored(Timer timer, Instant dueAt, boolean late, int attempts, Optional<Instant> firstAt, long revision) {
    Attempt attempt() {
        return new Attempt(timer, attempts + 1, dueAt, firstAt, revision);
    }

    /** Returns the timer with its next attempt, at a revision that loses to any later change. */
    Stored movedOn(Settlement.Next next, boolean nextIsLate) {
        Timer moved = new Timer(
                timer.key(),
                next.executeAt(),
                timer.callbackUrl(),
                timer.payload(),
                timer.retryPolicy(),
                timer.callbackTimeout(),
                timer.createdAt(),
                next.updatedAt());
        return new Stored(moved, next.dueAt(), nextIsLate, next.attempts(), next.firstAt(), revision + 1);
    }
}

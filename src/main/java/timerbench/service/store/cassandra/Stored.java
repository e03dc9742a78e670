package timerbench.service.store.cassandra;

import java.time.Instant;
import java.util.Optional;
import timerbench.service.store.Attempt;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Timer;

/**
 * A timer as its row has it.
 *
 * @param dueAt when the next attempt is to be made
 * @param late whether that was long past when it was written
 * @param attempts made so far for this {@code executeAt}
 * @param firstAt when the first of them was made
 * @param revision the row's write timestamp
 */
record Stored(Timer timer, Instant dueAt, boolean late, int attempts, Optional<Instant> firstAt, long revision) {
    Attempt attempt() {
        return new Attempt(timer, attempts + 1, dueAt, firstAt, revision);
    }

    /** Returns the timer with its further attempt, written so that it loses against any change made since. */
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

package timerbench.service.store;

import java.time.Instant;
import java.util.Optional;
import timerbench.service.timer.Timer;

/**
 * A timer's next attempt.
 *
 * @param number from 1
 * @param dueAt executeAt for the first attempt, later for others
 * @param firstAt time of the first attempt; empty before it
 * @param revision of the timer; it differs after each change
 */
public record Attempt(Timer timer, int number, Instant dueAt, Optional<Instant> firstAt, long revision) {
    public Attempt {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, was " + number);
        }
    }
}

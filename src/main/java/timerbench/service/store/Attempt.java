package timerbench.service.store;

import java.time.Instant;
import java.util.Optional;
import timerbench.service.timer.Timer;

/**
 * The next try at a timer's callback.
 *
 * @param number from 1
 * @param dueAt executeAt for the first, later for the others
 * @param firstAt when the first was made; empty before that
 * @param revision of the timer: another one after each change to it
 */
public record Attempt(Timer timer, int number, Instant dueAt, Optional<Instant> firstAt, long revision) {
    public Attempt {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, was " + number);
        }
    }
}

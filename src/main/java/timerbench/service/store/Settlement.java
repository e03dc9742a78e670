package timerbench.service.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a timer after an attempt.
 *
 * @param revision that of the timer when the attempt was made; a timer changed since is left as it is
 * @param next empty: the timer is done with, and removed
 */
public record Settlement(Claim claim, long revision, Optional<Next> next) {
    /**
     * The timer's further attempt.
     *
     * @param attempts made so far, of those for this executeAt
     * @param firstAt when the first of them was made
     */
    public record Next(Instant executeAt, Instant dueAt, int attempts, Optional<Instant> firstAt, Instant updatedAt) {}
}

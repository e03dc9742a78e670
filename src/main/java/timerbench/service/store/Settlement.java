package timerbench.service.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of a timer's attempt, to be stored.
 *
 * @param revision the timer's revision at the attempt; a timer that has changed since is left as it is
 * @param next the next attempt; empty: the timer is finished and removed
 */
public record Settlement(Claim claim, long revision, Optional<Next> next) {
    /**
     * The timer's next attempt.
     *
     * @param attempts the number of attempts so far for this executeAt
     * @param firstAt the time of the first of them
     */
    public record Next(Instant executeAt, Instant dueAt, int attempts, Optional<Instant> firstAt, Instant updatedAt) {}
}

package timerbench.service.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A query for a page of a group's pending timers.
 *
 * @param dueBefore only timers with an {@code executeAt} before this
 * @param after only timers after this position in the order
 * @param limit the most timers to return, at least 1
 */
public record TimerQuery(String groupId, Optional<Instant> dueBefore, Optional<Position> after, int limit) {
    public TimerQuery {
        requireNonNull(groupId, "groupId");
        requireNonNull(dueBefore, "dueBefore");
        requireNonNull(after, "after");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }
}

package timerbench.service.store;

import java.time.Instant;
import timerbench.service.timer.TimerKey;

/**
 * A timer, with the lease of its shard under which the owner acts.
 *
 * @param dueAt when the timer was due, as last read. A store whose order by time is a separate table drops an entry
 *     that does not agree with its timer
 */
public record Claim(TimerKey key, Lease lease, Instant dueAt) {}

package timerbench.service.store;

import java.time.Instant;
import timerbench.service.timer.TimerKey;

/**
 * A timer, and the lease by which its shard's owner acts on it.
 *
 * @param dueAt when it was to be due, as last read; where the order by time is a table of its own, an entry of it that
 *     does not agree with its timer is dropped then
 */
public record Claim(TimerKey key, Lease lease, Instant dueAt) {}

package timerbench.service.store;

/**
 * The right to fire a shard's timers.
 *
 * @param version changes each time the right changes hands; an owner with an older version has lost it
 */
public record Lease(int shard, long version) {}

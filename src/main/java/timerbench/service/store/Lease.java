package timerbench.service.store;

/**
 * The right to fire a shard's timers.
 *
 * @param version a new one each time the right changes hands: whoever knows an older one has been deposed
 */
public record Lease(int shard, long version) {}

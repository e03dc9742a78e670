package timerbench.service.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The timers as the engine sees them. Within one call each key occurs once. The writes of a call are durable when it
 * returns. Every call throws {@link StoreException}.
 */
public interface DueStore {
    /**
     * Returns the timers that are due before the end: from each shard the earliest, up to the limit. After a put has
     * replaced a pending timer, the due time of the replaced one may be returned too, until it is claimed or long
     * past; {@link #attempts} returns the truth. Deletes, updates and settlements leave no such entries.
     */
    List<Due> before(Instant end, Collection<Integer> shards, int limit);

    /** Returns the next attempts as they are now; empty if no timer is pending or the lease is no longer held. */
    List<Optional<Attempt>> attempts(List<Claim> claims);

    /** Writes settlements, except where the lease is no longer held or the timer has changed since its attempt. */
    void settle(List<Settlement> settlements);

    /** Returns how many timers are pending in each of these shards. A shard that is missing has none. */
    Map<Integer, Long> pending(Collection<Integer> shards);
}

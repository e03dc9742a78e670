package timerbench.service.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The timers as whoever fires them sees them. Within one call each key occurs once. What a call wrote is durable when
 * it returns. Every call throws {@link StoreException}.
 */
public interface DueStore {
    /**
     * Returns what is due before the end, from each shard up to the limit of the earliest. Where a timer has been put
     * in the place of a pending one, it may also return when that one was due, until that has been claimed or is long
     * past; {@link #attempts} tells the truth. Deletes, updates and settlements leave nothing of the kind.
     */
    List<Due> before(Instant end, Collection<Integer> shards, int limit);

    /**
     * Returns the timers' next attempts as they are now; empty where no timer is pending or the lease is not held any
     * more.
     */
    List<Optional<Attempt>> attempts(List<Claim> claims);

    /**
     * Writes what becomes of the timers, except where a lease is not held any more or a timer has been changed since.
     */
    void settle(List<Settlement> settlements);

    /** Returns how many timers are pending in these shards. */
    long pending(Collection<Integer> shards);
}

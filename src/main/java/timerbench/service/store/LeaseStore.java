package timerbench.service.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * The leases: which instance fires which shard. An instance is alive for a term after each heartbeat, by the
 * database's clock. A lease lasts as long as its owner is alive and keeps it. Every call throws
 * {@link StoreException}.
 */
public interface LeaseStore {
    /** Records a heartbeat: the instance is alive for this term from now on. Returns the leases after that. */
    LeaseView beat(String instance, Duration term);

    /** Takes those of the shards that are still free. */
    void take(String instance, Collection<Integer> shards);

    /** Gives up those of the shards that the instance holds. */
    void release(String instance, Collection<Integer> shards);

    /** Reads the database's clock; empty if it cannot be read. */
    Optional<DatabaseTime> time();

    /** Removes the instance and gives up its leases. */
    void leave(String instance);
}

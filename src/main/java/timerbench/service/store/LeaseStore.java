package timerbench.service.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Who fires which shard. An instance is alive for a term after each beat, by the database's clock; a lease lasts as
 * long as its owner is alive and keeps it. Every call throws {@link StoreException}.
 */
public interface LeaseStore {
    /** Says that the instance is alive for this term from now on, and returns the leases as they are then. */
    LeaseView beat(String instance, Duration term);

    /** Gives the instance those of the shards that are still free. */
    void take(String instance, Collection<Integer> shards);

    /** Gives up those of the shards that the instance has. */
    void release(String instance, Collection<Integer> shards);

    /** Reads the clock that instances live by; empty if the database has none that can be read. */
    Optional<DatabaseTime> time();

    /** Ends the instance, and with it its leases. */
    void leave(String instance);
}

package timerbench.service.store;

import java.util.Optional;
import timerbench.service.timer.Shards;

/** Opens the store of one database. Its implementations are records that a block of the settings is read into. */
public interface StoreOpener {
    /**
     * Opens the store, and creates it if the database has none yet.
     *
     * @param password of the database's user; empty if it asks for none
     * @param lanes how many batches of requests are in flight at once
     * @param shards the slices of a store that is created now; one that exists keeps its own
     * @throws StoreUnavailableException if the database does not answer
     * @throws StoreException if it refuses
     */
    Store open(Optional<String> password, int lanes, Shards shards);
}

package timerbench.service.store;

import timerbench.service.timer.Shards;
import timerbench.service.timer.Slowdown;

/**
 * An open store.
 *
 * @param shards the slices that the timers are divided into, fixed when the store was created
 * @param info what the database reports of itself
 * @param timers the timers as requests see them
 * @param due the timers as the engine sees them
 * @param leases which instance fires which shard
 * @param connection to the database; closed with the store
 */
public record Store(
        Shards shards, StoreInfo info, TimerStore timers, DueStore due, LeaseStore leases, StoreConnection connection)
        implements AutoCloseable {
    /** Returns the store with requests slowed down. */
    public Store slowed(Slowdown slowdown) {
        return slowdown.isNone()
                ? this
                : new Store(shards, info, new SlowStore(timers, slowdown), due, leases, connection);
    }

    @Override
    public void close() {
        connection.close();
    }
}

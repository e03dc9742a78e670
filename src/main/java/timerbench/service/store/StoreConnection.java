package timerbench.service.store;

import io.micrometer.core.instrument.binder.MeterBinder;

/** A store's connections to its database. */
public interface StoreConnection extends AutoCloseable {
    /** Connections to no database, for stores that need none. */
    StoreConnection NONE = new StoreConnection() {
        @Override
        public void check() {}

        @Override
        public void close() {}
    };

    /**
     * Returns if the database answers.
     *
     * @throws StoreException if it does not
     */
    void check();

    /** Returns the meters of the connections, to be bound to a registry. */
    default MeterBinder meters() {
        return registry -> {};
    }

    @Override
    void close();
}

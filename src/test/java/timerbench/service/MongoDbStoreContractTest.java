package timerbench.service;

import org.junit.jupiter.api.AutoClose;
import timerbench.service.store.TimerStore;

class MongoDbStoreContractTest extends StoreContractTest implements PersistenceContract {
    /** Closed after the service, which gives up its leases. */
    @AutoClose
    private final FakeMongoDb server = new FakeMongoDb();

    @Override
    TimerStore openStore() {
        return openStore(SHARDS);
    }

    @Override
    public TimerStore openStore(int shards) {
        return server.open(shards);
    }
}

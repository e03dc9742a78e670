package timerbench.service;

import org.junit.jupiter.api.AutoClose;
import timerbench.service.store.TimerStore;

class MongoDbStoreEngineTest extends StoreEngineTest {
    /** Closed after the service, which gives up its leases. */
    @AutoClose
    private final FakeMongoDb server = new FakeMongoDb();

    @Override
    TimerStore openStore() {
        return server.open(SHARDS);
    }
}

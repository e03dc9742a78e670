package timerbench.service;

import org.junit.jupiter.api.AfterAll;
import timerbench.service.store.TimerStore;

class MongoDbStoreContractTest extends StoreContractTest implements PersistenceContract {
    private final FakeMongoDb server = new FakeMongoDb();

    @Override
    TimerStore openStore() {
        return openStore(SHARDS);
    }

    @Override
    public TimerStore openStore(int shards) {
        return server.open(shards);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }
}

package timerbench.service;

import org.junit.jupiter.api.AfterAll;
import timerbench.service.store.TimerStore;

class MongoDbStoreEngineTest extends StoreEngineTest {
    private final FakeMongoDb server = new FakeMongoDb();

    @Override
    TimerStore openStore() {
        return server.open(SHARDS);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }
}

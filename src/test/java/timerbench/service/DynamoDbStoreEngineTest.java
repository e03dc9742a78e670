package timerbench.service;

import timerbench.service.store.TimerStore;

class DynamoDbStoreEngineTest extends StoreEngineTest {
    private final DynamoDbDatabase database = new DynamoDbDatabase();

    @Override
    TimerStore openStore() {
        return database.open(SHARDS);
    }
}

package timerbench.service;

import timerbench.service.store.TimerStore;

class DynamoDbStoreContractTest extends StoreContractTest implements PersistenceContract {
    private final DynamoDbDatabase database = new DynamoDbDatabase();

    @Override
    public boolean hasClock() {
        return false;
    }

    @Override
    TimerStore openStore() {
        return openStore(SHARDS);
    }

    @Override
    public TimerStore openStore(int shards) {
        return database.open(shards);
    }
}

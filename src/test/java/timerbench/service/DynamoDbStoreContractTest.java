package timerbench.service;

import timerbench.service.store.Store;

class DynamoDbStoreContractTest extends StoreContractTest implements PersistenceContract {
    private final DynamoDbDatabase database = new DynamoDbDatabase();

    @Override
    public boolean hasClock() {
        return false;
    }

    @Override
    Store openStore() {
        return openStore(SHARDS);
    }

    @Override
    public Store openStore(int shards) {
        return database.open(shards);
    }
}

package timerbench.service;

import timerbench.service.store.Store;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.timer.Shards;

/** MongoDB itself passes the contract of stores in full. */
class RealMongoDbStoreContractTest extends StoreContractTest implements PersistenceContract {
    private final MongoDbSettings settings = LocalMongoDb.shared().newStore();

    @Override
    Store openStore() {
        return openStore(SHARDS);
    }

    @Override
    public Store openStore(int shards) {
        return MongoDbStore.open(settings, new Shards(shards));
    }
}

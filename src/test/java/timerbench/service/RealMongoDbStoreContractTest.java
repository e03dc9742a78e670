package timerbench.service;

import timerbench.service.store.TimerStore;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.timer.Shards;

/** MongoDB itself passes the contract of stores in full. */
class RealMongoDbStoreContractTest extends StoreContractTest implements PersistenceContract {
    private final MongoDbSettings settings = LocalMongoDb.shared().newStore();

    @Override
    TimerStore openStore() {
        return openStore(SHARDS);
    }

    @Override
    public TimerStore openStore(int shards) {
        return MongoDbStore.open(settings, new Shards(shards));
    }
}

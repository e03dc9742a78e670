package timerbench.service;

import timerbench.service.store.TimerStore;
import timerbench.service.store.cassandra.CassandraSettings;
import timerbench.service.store.cassandra.CassandraStore;
import timerbench.service.timer.Shards;

class CassandraStoreContractTest extends StoreContractTest implements PersistenceContract {
    private final CassandraSettings settings = SharedCassandra.newStore();

    @Override
    TimerStore openStore() {
        return openStore(SHARDS);
    }

    @Override
    public TimerStore openStore(int shards) {
        return CassandraStore.open(settings, new Shards(shards));
    }
}

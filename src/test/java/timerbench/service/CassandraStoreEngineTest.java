package timerbench.service;

import timerbench.service.store.TimerStore;
import timerbench.service.store.cassandra.CassandraStore;
import timerbench.service.timer.Shards;

class CassandraStoreEngineTest extends StoreEngineTest {
    @Override
    TimerStore openStore() {
        return CassandraStore.open(SharedCassandra.newStore(), new Shards(SHARDS));
    }
}

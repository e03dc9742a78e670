package timerbench.service;

import timerbench.service.store.TimerStore;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Shards;

class MemoryStoreEngineTest extends StoreEngineTest {
    @Override
    TimerStore openStore() {
        return new MemoryStore(new Shards(SHARDS));
    }
}

package timerbench.service;

import timerbench.service.store.TimerStore;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Shards;

/** Memory is gone with its store, so there is one. */
class MemoryStoreContractTest extends StoreContractTest {
    private final TimerStore memory = new MemoryStore(new Shards(SHARDS));

    @Override
    TimerStore openStore() {
        return memory;
    }
}

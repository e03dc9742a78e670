package timerbench.service;

import timerbench.service.store.Store;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Shards;

/** Memory is gone with its store, so there is one. */
class MemoryStoreContractTest extends StoreContractTest {
    private final Store memory = MemoryStore.open(new Shards(SHARDS));

    @Override
    Store openStore() {
        return memory;
    }
}

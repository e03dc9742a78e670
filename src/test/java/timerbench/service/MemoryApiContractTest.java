package timerbench.service;

import timerbench.service.store.Store;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Shards;

class MemoryApiContractTest extends ApiContractTest {
    @Override
    Store openStore() {
        return MemoryStore.open(new Shards(4));
    }
}

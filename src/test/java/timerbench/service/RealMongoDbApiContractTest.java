package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import timerbench.service.store.Store;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.timer.Shards;

/** MongoDB itself passes the contract of the API in full. */
class RealMongoDbApiContractTest extends ApiContractTest {
    private final MongoDbSettings settings = LocalMongoDb.shared().newStore();

    @Override
    Store openStore() {
        return MongoDbStore.open(settings, new Shards(4));
    }

    @Test
    void writesAreOnDiskBeforeTheyAreAnswered() {
        try (Store store = openStore()) {
            assertThat(store.info().database()).isEqualTo("MongoDB");
            assertThat(store.info().version()).matches("[5-9]\\.\\d+\\.\\d+");
            assertThat(store.info().durability())
                    .containsEntry("writeConcern.w", "majority")
                    .containsEntry("writeConcern.j", "true")
                    .containsEntry("readConcern", "majority")
                    .containsEntry("hosts", "1")
                    .containsEntry("storageEngine.name", "wiredTiger")
                    .containsEntry("storageEngine.persistent", "true");
        }
    }
}

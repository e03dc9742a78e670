package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Store;
import timerbench.service.timer.Shards;

class MongoDbApiContractTest extends ApiContractTest {
    /** Closed after the service, which gives up its leases. */
    @AutoClose
    private final FakeMongoDb server = new FakeMongoDb();

    @Override
    Store openStore() {
        return server.open(4);
    }

    @Test
    void writesAskForAMajorityAndTheJournal() {
        try (Store store = server.open(4)) {
            assertThat(store.info().durability())
                    .containsEntry("writeConcern.w", "majority")
                    .containsEntry("writeConcern.j", "true")
                    .containsEntry("readConcern", "majority")
                    .containsEntry("readPreference", "primary")
                    .containsEntry("hosts", "1");
        }
    }

    @Test
    void aStoreKeepsTheShardsThatItWasCreatedWith() {
        try (Store store = server.open(9)) {
            assertThat(store.shards()).isEqualTo(new Shards(4));
        }
    }
}

package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import timerbench.service.store.Store;
import timerbench.service.store.cassandra.CassandraSettings;
import timerbench.service.store.cassandra.CassandraStore;
import timerbench.service.timer.Shards;

class CassandraApiContractTest extends ApiContractTest {
    private final CassandraSettings settings = SharedCassandra.newStore();

    @Override
    Store openStore() {
        return open(4);
    }

    private Store open(int shards) {
        return CassandraStore.open(settings, new Shards(shards));
    }

    @Test
    void writesAreDurable() {
        try (Store store = open(4)) {
            assertThat(store.info().durability())
                    .containsEntry("commitlog_sync", "group")
                    .containsEntry("durable_writes", "true")
                    .containsEntry("consistency", "LOCAL_QUORUM")
                    .containsKeys("commitlog_sync_group_window", "replication");
            assertThat(store.info().version()).startsWith("5.");
        }
    }

    @Test
    void aStoreKeepsTheShardsThatItWasCreatedWith() {
        try (Store store = open(9)) {
            assertThat(store.shards()).isEqualTo(new Shards(4));
        }
    }
}

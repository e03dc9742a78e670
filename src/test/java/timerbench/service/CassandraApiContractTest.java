package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import timerbench.service.store.TimerStore;
import timerbench.service.store.cassandra.CassandraSettings;
import timerbench.service.store.cassandra.CassandraStore;
import timerbench.service.timer.Shards;

class CassandraApiContractTest extends ApiContractTest {
    private final CassandraSettings settings = SharedCassandra.newStore();

    @Override
    TimerStore openStore() {
        return open(4);
    }

    private TimerStore open(int shards) {
        return CassandraStore.open(settings, new Shards(shards));
    }

    @Test
    void writesAreDurable() {
        try (TimerStore store = open(4)) {
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
        try (TimerStore store = open(9)) {
            assertThat(store.shards()).isEqualTo(new Shards(4));
        }
    }
}

package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.Shards;

class DynamoDbApiContractTest extends ApiContractTest {
    private final DynamoDbDatabase database = new DynamoDbDatabase();

    @Override
    TimerStore openStore() {
        return database.open(4);
    }

    @Test
    void theEmulatorIsNotCalledDynamoDb() {
        try (TimerStore store = database.open(4)) {
            assertThat(store.info().database()).isEqualTo("DynamoDB Local");
            assertThat(store.info().durability()).containsEntry("ConsistentRead", "true");
        }
    }

    @Test
    void aStoreKeepsTheShardsThatItWasCreatedWith() {
        try (TimerStore store = database.open(9)) {
            assertThat(store.shards()).isEqualTo(new Shards(4));
        }
    }
}

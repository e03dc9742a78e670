package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import timerbench.service.store.Store;
import timerbench.service.timer.Shards;

class DynamoDbApiContractTest extends ApiContractTest {
    private final DynamoDbDatabase database = new DynamoDbDatabase();

    @Override
    Store openStore() {
        return database.open(4);
    }

    @Test
    void theEmulatorIsNotCalledDynamoDb() {
        try (Store store = database.open(4)) {
            assertThat(store.info().database()).isEqualTo("DynamoDB Local");
            assertThat(store.info().durability()).containsEntry("ConsistentRead", "true");
        }
    }

    @Test
    void aStoreKeepsTheShardsThatItWasCreatedWith() {
        try (Store store = database.open(9)) {
            assertThat(store.shards()).isEqualTo(new Shards(4));
        }
    }
}

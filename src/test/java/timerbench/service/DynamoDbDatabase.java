package timerbench.service;

import java.time.Duration;
import java.util.UUID;
import timerbench.harness.targets.database.dynamodb.DynamoDbServer;
import timerbench.service.store.Store;
import timerbench.service.store.dynamodb.DynamoDbSettings;
import timerbench.service.store.dynamodb.DynamoDbStore;
import timerbench.service.timer.Shards;

/** The emulator of DynamoDB that all tests share: it takes seconds to start. It ends with this process. */
final class DynamoDbDatabase {
    private static final DynamoDbServer SERVER = DynamoDbServer.embedded(Duration.ofMinutes(2));

    private final String tablePrefix = "test-" + UUID.randomUUID();

    /** Returns a store with tables of this database's own. */
    Store open(int shards) {
        return DynamoDbStore.open(settings(), new Shards(shards));
    }

    DynamoDbSettings settings() {
        String endpoint = SERVER.serviceSettings().get("timerbench.service.dynamodb.endpoint");
        return new DynamoDbSettings(endpoint, "us-east-1", tablePrefix, Duration.ofSeconds(30));
    }
}

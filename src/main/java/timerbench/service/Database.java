package timerbench.service;

import java.util.function.BiFunction;
import timerbench.service.store.Store;
import timerbench.service.store.cassandra.CassandraStore;
import timerbench.service.store.dynamodb.DynamoDbStore;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.Shards;

/** The databases that the service can keep its timers in. */
enum Database {
    MEMORY(1, (settings, shards) -> MemoryStore.open(shards)),
    POSTGRES(
            1,
            (settings, shards) -> PostgresStore.open(
                    settings.postgres().store(settings.databasePassword(), settings.poolSize()), shards)),
    CASSANDRA(
            4,
            (settings, shards) -> CassandraStore.open(settings.cassandra().store(settings.databasePassword()), shards)),
    MONGODB(
            4,
            (settings, shards) ->
                    MongoDbStore.open(settings.mongodb().store(settings.databasePassword(), settings.lanes()), shards)),
    DYNAMODB(4, (settings, shards) -> DynamoDbStore.open(settings.dynamodb().store(), shards));

    private final int batchesAtOnce;

    @SuppressWarnings("ImmutableEnumChecker") // they hold no state
    private final BiFunction<ServiceSettings, Shards, Store> opener;

    /** @param batchesAtOnce that a connection carries */
    Database(int batchesAtOnce, BiFunction<ServiceSettings, Shards, Store> opener) {
        this.batchesAtOnce = batchesAtOnce;
        this.opener = opener;
    }

    /** Returns how many batches it is given at once over each connection. */
    int batchesAtOnce() {
        return batchesAtOnce;
    }

    Store open(ServiceSettings settings) {
        return new StoreStart(settings.startTimeout())
                .open(() -> opener.apply(settings, new Shards(settings.shards())))
                .slowed(settings.slowdown());
    }
}

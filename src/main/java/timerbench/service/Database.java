package timerbench.service;

import java.util.function.BiFunction;
import timerbench.service.store.TimerStore;
import timerbench.service.store.cassandra.CassandraStore;
import timerbench.service.store.dynamodb.DynamoDbStore;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.Shards;

/** The databases that the service can keep its timers in. */
enum Database {
    MEMORY((settings, shards) -> new MemoryStore(shards)),
    POSTGRES((settings, shards) ->
            PostgresStore.open(settings.postgres().store(settings.databasePassword(), settings.poolSize()), shards)),
    CASSANDRA(
            (settings, shards) -> CassandraStore.open(settings.cassandra().store(settings.databasePassword()), shards)),
    MONGODB((settings, shards) ->
            MongoDbStore.open(settings.mongodb().store(settings.databasePassword(), settings.poolSize()), shards)),
    DYNAMODB((settings, shards) -> DynamoDbStore.open(settings.dynamodb().store(), shards));

    @SuppressWarnings("ImmutableEnumChecker") // they hold no state
    private final BiFunction<ServiceSettings, Shards, TimerStore> opener;

    Database(BiFunction<ServiceSettings, Shards, TimerStore> opener) {
        this.opener = opener;
    }

    TimerStore open(ServiceSettings settings) {
        return opener.apply(settings, new Shards(settings.shards()));
    }
}

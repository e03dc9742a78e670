package timerbench.service;

import java.util.Optional;
import java.util.function.Function;
import timerbench.service.store.Store;
import timerbench.service.store.StoreOpener;
import timerbench.service.store.cassandra.CassandraSettings;
import timerbench.service.store.dynamodb.DynamoDbSettings;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.postgres.PostgresSettings;
import timerbench.service.timer.Shards;
import timerbench.settings.Settings;

/** The databases that the service can keep its timers in. */
enum Database {
    MEMORY(1, settings -> (password, lanes, shards) -> MemoryStore.open(shards)),
    POSTGRES(1, settings -> settings.read("service.postgres", PostgresSettings.Block.class)),
    CASSANDRA(4, settings -> settings.read("service.cassandra", CassandraSettings.Block.class)),
    MONGODB(4, settings -> settings.read("service.mongodb", MongoDbSettings.Block.class)),
    DYNAMODB(4, settings -> settings.read("service.dynamodb", DynamoDbSettings.Block.class));

    private final int batchesPerConnection;

    @SuppressWarnings("ImmutableEnumChecker") // they hold no state
    private final Function<Settings, StoreOpener> reader;

    /** @param reader reads the database's block of the settings, which says where the database is */
    Database(int batchesPerConnection, Function<Settings, StoreOpener> reader) {
        this.batchesPerConnection = batchesPerConnection;
        this.reader = reader;
    }

    /** Returns how many batches are in flight at once over each connection. */
    int batchesPerConnection() {
        return batchesPerConnection;
    }

    /**
     * Opens the store of the database that the settings choose, when the database answers.
     *
     * @throws timerbench.settings.SettingsException if the block of any database is wrong
     */
    static Store open(Settings settings, ServiceSettings service) {
        check(settings);
        StoreOpener opener = service.database().reader.apply(settings);
        return new StoreStart(service.startTimeout())
                .open(() -> opener.open(password(), service.lanes(), new Shards(service.shards())))
                .slowed(service.slowdown());
    }

    /**
     * Reads the blocks of all databases.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    static void check(Settings settings) {
        for (Database each : values()) {
            var unused = each.reader.apply(settings);
        }
    }

    private static Optional<String> password() {
        return Optional.ofNullable(System.getenv("DATABASE_PASSWORD")).filter(value -> !value.isEmpty());
    }
}

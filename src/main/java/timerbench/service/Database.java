package timerbench.service;

import java.util.function.Function;
import timerbench.service.store.TimerStore;
import timerbench.service.store.cassandra.CassandraStore;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.Shards;

/** The databases that the service can keep its timers in. */
enum Database {
    MEMORY(settings -> new MemoryStore(new Shards(settings.shards()))),
    POSTGRES(settings -> PostgresStore.open(settings.postgresStore(), new Shards(settings.shards()))),
    CASSANDRA(settings -> CassandraStore.open(settings.cassandraStore(), new Shards(settings.shards())));

    @SuppressWarnings("ImmutableEnumChecker") // method references to constructors hold no state
    private final Function<ServiceSettings, TimerStore> opener;

    Database(Function<ServiceSettings, TimerStore> opener) {
        this.opener = opener;
    }

    TimerStore open(ServiceSettings settings) {
        return opener.apply(settings);
    }
}

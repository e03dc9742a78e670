package timerbench.service;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import timerbench.harness.targets.database.postgres.PostgresServer;
import timerbench.service.store.Store;
import timerbench.service.store.postgres.PostgresSettings;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.Shards;

class PostgresStoreContractTest extends StoreContractTest implements PersistenceContract {
    private final PostgresServer server = PostgresServer.start(Duration.ofSeconds(60));

    @Override
    Store openStore() {
        return openStore(SHARDS);
    }

    @Override
    public Store openStore(int shards) {
        return PostgresStore.open(
                new PostgresSettings(server.jdbcUrl(), server.user(), server.password(), "", 4, Duration.ofSeconds(10)),
                new Shards(shards));
    }

    @AfterAll
    void stopServer() {
        server.close();
    }
}

package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.database.postgres.PostgresServer;
import timerbench.service.store.Store;
import timerbench.service.store.postgres.PostgresSettings;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.Shards;

class PostgresApiContractTest extends ApiContractTest {
    private final PostgresServer server = PostgresServer.start(Duration.ofSeconds(60));

    @Override
    Store openStore() {
        return PostgresStore.open(
                new PostgresSettings(server.jdbcUrl(), server.user(), server.password(), "", 2, Duration.ofSeconds(10)),
                new Shards(4));
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void writesAreDurable() {
        try (Store store = openStore()) {
            assertThat(store.info().durability())
                    .containsEntry("fsync", "on")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
        }
    }
}

package timerbench.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.target.PostgresServer;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.postgres.PostgresSettings;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

class PostgresStoreTest {
    private static PostgresStore open(PostgresServer server) {
        return PostgresStore.open(
                new PostgresSettings(server.jdbcUrl(), server.user(), Optional.empty(), 1, Duration.ofSeconds(1)),
                new Shards(1));
    }

    @Test
    void aServerThatIsGoneIsUnavailableAndNamed() {
        PostgresServer server = PostgresServer.start(Duration.ofSeconds(60));
        try (PostgresStore store = open(server)) {
            server.close();
            assertThatThrownBy(store::check)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(server.jdbcUrl());
            assertThatThrownBy(() -> store.get(List.of(new TimerKey("g", "t"))))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        assertThatThrownBy(() -> open(server)).isInstanceOf(StoreUnavailableException.class);
    }
}

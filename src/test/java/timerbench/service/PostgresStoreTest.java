package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import timerbench.harness.database.postgres.PostgresServer;
import timerbench.service.store.LeaseView;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.postgres.PostgresSettings;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

class PostgresStoreTest {
    private static PostgresStore open(PostgresServer server) {
        return PostgresStore.open(
                new PostgresSettings(server.jdbcUrl(), server.user(), server.password(), "", 1, Duration.ofSeconds(1)),
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

    @Test
    void aServerThatCrashedIsBackWithWhatItHadCommitted() {
        try (PostgresServer server = PostgresServer.start(Duration.ofSeconds(60));
                PostgresStore store = open(server)) {
            LeaseView before = store.leases().beat("one", Duration.ofHours(1));
            server.crashAndRestart(Duration.ofSeconds(60));
            LeaseView after = await(() -> store.leases().beat("two", Duration.ofHours(1)));
            assertThat(after.free()).isEqualTo(before.free());
            assertThat(after.instances()).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void aFailureOfThePoolIsOneOfTheStore() {
        try (PostgresServer server = PostgresServer.start(Duration.ofSeconds(60))) {
            PostgresStore store = open(server);
            store.close();
            assertThatThrownBy(store::check).isInstanceOf(StoreException.class).hasMessageContaining(server.jdbcUrl());
        }
    }

    /** A connection of the pool that the crash has broken is noticed when it is used. */
    private static <T> T await(Supplier<T> call) {
        for (int tried = 1; ; tried++) {
            try {
                return call.get();
            } catch (StoreUnavailableException e) {
                assertThat(tried).as("tries: %s", e).isLessThan(20);
            }
        }
    }
}

package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.targets.database.postgres.PostgresServer;
import timerbench.harness.targets.process.Disturbable;
import timerbench.service.store.LeaseView;
import timerbench.service.store.Store;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.postgres.PostgresSettings;
import timerbench.service.store.postgres.PostgresStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

class PostgresStoreTest {
    private static Store open(PostgresServer server) {
        return PostgresStore.open(
                new PostgresSettings(server.jdbcUrl(), server.user(), server.password(), "", 1, Duration.ofSeconds(1)),
                new Shards(1));
    }

    @Test
    void aServerThatIsGoneIsUnavailableAndNamed() {
        PostgresServer server = PostgresServer.start(Duration.ofSeconds(60));
        try (Store store = open(server)) {
            server.close();
            assertThatThrownBy(store.connection()::check)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(server.jdbcUrl());
            assertThatThrownBy(() -> store.timers().get(List.of(new TimerKey("g", "t"))))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        assertThatThrownBy(() -> open(server)).isInstanceOf(StoreUnavailableException.class);
    }

    private static Store open(String url, Optional<String> password) {
        return PostgresStore.open(
                new PostgresSettings(url, "postgres", password, "", 1, Duration.ofSeconds(1)), new Shards(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://127.0.0.1:9/postgres", "jdbc:postgresql://no-such-host.invalid/postgres"})
    void whatDoesNotAnswerMayBeThereLater(String url) {
        assertThatThrownBy(() -> open(url, Optional.of("any")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(url);
    }

    @Test
    void whatIsRefusedIsNotWaitedFor() {
        try (PostgresServer server = PostgresServer.start(Duration.ofSeconds(60))) {
            String other = server.jdbcUrl().replaceFirst("[^/]*$", "no_such_database");
            refused(() -> open(server.jdbcUrl(), Optional.of("wrong")));
            refused(() -> open(server.jdbcUrl(), Optional.empty()));
            refused(() -> open(other, server.password()));
        }
    }

    private static void refused(ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void aServerThatCrashedIsBackWithWhatItHadCommitted() {
        try (PostgresServer server = PostgresServer.start(Duration.ofSeconds(60));
                Store store = open(server)) {
            LeaseView before = store.leases().beat("one", Duration.ofHours(1));
            Disturbable disturbed = server.disturbable().orElseThrow();
            disturbed.kill();
            disturbed.startAgain(Duration.ofSeconds(60));
            LeaseView after = await(() -> store.leases().beat("two", Duration.ofHours(1)));
            assertThat(after.free()).isEqualTo(before.free());
            assertThat(after.instances()).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void aFailureOfThePoolIsOneOfTheStore() {
        try (PostgresServer server = PostgresServer.start(Duration.ofSeconds(60))) {
            Store store = open(server);
            store.close();
            assertThatThrownBy(store.connection()::check)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(server.jdbcUrl());
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

package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Store;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

class MongoDbStoreTest {
    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00Z");

    private static List<TimerKey> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TimerKey("g", "t" + i))
                .toList();
    }

    private static Timer timer(TimerKey key) {
        return new Timer(
                key,
                DUE,
                "http://127.0.0.1:9/",
                Optional.of("{}"),
                RetryPolicy.DEFAULT,
                Timer.DEFAULT_CALLBACK_TIMEOUT,
                DUE,
                DUE);
    }

    @Test
    void aServerThatIsGoneIsUnavailableAndNamedAndAnswersWhenItIsBack() {
        try (FakeMongoDb server = new FakeMongoDb();
                Store store = MongoDbStore.open(server.settings(Duration.ofSeconds(1)), new Shards(3))) {
            server.stop();
            assertThatThrownBy(store.connection()::check)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(server.host());
            assertThatThrownBy(() -> store.timers().put(List.of(timer(keys(1).get(0)))))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> store.timers().delete(keys(100))).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> MongoDbStore.open(server.settings(Duration.ofSeconds(1)), new Shards(3)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(server.host());
            server.startAgain();
            assertThat(awaited(store)).isEmpty();
        }
    }

    /** The driver looks for a server that is gone twice a second. */
    private static Optional<Timer> awaited(Store store) {
        for (int tried = 1; ; tried++) {
            try {
                return store.timers().get(keys(1)).get(0);
            } catch (StoreUnavailableException e) {
                assertThat(tried).as("tries: %s", e).isLessThan(20);
            }
        }
    }

    @Test
    void aPasswordIsInNoMessage() {
        MongoDbSettings.Login login = new MongoDbSettings.Login("jane", Optional.of("s/e:c@ret"));
        MongoDbSettings settings = new MongoDbSettings(
                "mongodb://127.0.0.1:1/?authSource=admin", Optional.of(login), "timers", 1, Duration.ofSeconds(1));
        assertThat(settings.toString()).isEqualTo("MongoDB at 127.0.0.1:1, database timers");
        assertThatThrownBy(() -> MongoDbStore.open(settings, new Shards(1)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("c@ret");
        assertThatThrownBy(() -> new MongoDbSettings(
                        "mongodb://jane:secret@127.0.0.1", Optional.empty(), "timers", 1, Duration.ofSeconds(1)))
                .hasMessageContaining("DATABASE_PASSWORD")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anAddressThatTheDriverRefusesIsSaidToBeWrong() {
        MongoDbSettings settings = new MongoDbSettings(
                "mongodb://127.0.0.1:nonsense", Optional.empty(), "timers", 1, Duration.ofSeconds(1));
        assertThatThrownBy(() -> MongoDbStore.open(settings, new Shards(1)))
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContaining("127.0.0.1:nonsense");
    }
}

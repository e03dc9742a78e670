package timerbench.service.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import timerbench.service.SharedCassandra;
import timerbench.service.store.LeaseView;
import timerbench.service.store.Store;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

class CassandraStoreTest {
    private static final TimerKey KEY = new TimerKey("g", "t");

    private static CassandraSettings at(String nodes, CassandraSettings settings) {
        return new CassandraSettings(
                nodes,
                settings.datacenter(),
                settings.keyspace(),
                settings.replicas(),
                settings.user(),
                settings.password(),
                Duration.ofSeconds(10));
    }

    private static Forwarder forwarder(CassandraSettings settings) {
        return new Forwarder(settings.addresses().get(0).getPort());
    }

    @Test
    void aServerThatIsGoneIsUnavailableAndNamedAndMayComeBack() {
        CassandraSettings settings = SharedCassandra.newStore();
        try (Forwarder way = forwarder(settings);
                Store store = CassandraStore.open(at(way.address(), settings), new Shards(1))) {
            LeaseView before = store.leases().beat("one", Duration.ofHours(1));
            way.cut();
            assertThatThrownBy(store.connection()::check)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(way.address());
            assertThatThrownBy(() -> store.timers().get(List.of(KEY))).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> store.timers().put(List.of(timer("{}"))))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> CassandraStore.open(at(way.address(), settings), new Shards(1)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(way.address());

            way.connect();
            assertThat(await(() -> store.leases().beat("one", Duration.ofHours(1))))
                    .isEqualTo(before);
            assertThat(store.timers().get(List.of(KEY))).containsExactly(Optional.empty());
        }
    }

    private static <T> T await(Supplier<T> call) {
        for (int tried = 1; ; tried++) {
            try {
                return call.get();
            } catch (StoreUnavailableException e) {
                assertThat(tried).as("tries: %s", e).isLessThan(200);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private static Timer timer(String payload) {
        return new Timer(
                KEY,
                Instant.parse("2030-01-01T00:00:00Z"),
                "http://127.0.0.1:9/",
                Optional.of(payload),
                RetryPolicy.DEFAULT,
                Timer.DEFAULT_CALLBACK_TIMEOUT,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Test
    void whatTheServerRefusesIsNotWritten() {
        CassandraSettings settings = SharedCassandra.newStore();
        try (Store store = CassandraStore.open(settings, new Shards(4))) {
            Timer tooLong = withId("t".repeat(70_000), timer("{}"));
            assertThatThrownBy(() -> store.timers().put(List.of(tooLong)))
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void largePayloadsAreWrittenInSeveralMutations() {
        CassandraSettings settings = SharedCassandra.newStore();
        try (Store store = CassandraStore.open(settings, new Shards(1))) {
            String large = "{\"x\":\"" + "y".repeat(400_000) + "\"}";
            List<Timer> timers = List.of("a", "b", "c", "d", "e").stream()
                    .map(id -> withId(id, timer(large)))
                    .toList();
            store.timers().put(timers);
            assertThat(store.timers().get(timers.stream().map(Timer::key).toList()))
                    .containsExactlyElementsOf(timers.stream().map(Optional::of).toList());
        }
    }

    private static Timer withId(String id, Timer timer) {
        return new Timer(
                new TimerKey("g", id),
                timer.executeAt(),
                timer.callbackUrl(),
                timer.payload(),
                timer.retryPolicy(),
                timer.callbackTimeout(),
                timer.createdAt(),
                timer.updatedAt());
    }
}

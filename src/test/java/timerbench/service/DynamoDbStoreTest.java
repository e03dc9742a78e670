package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Lease;
import timerbench.service.store.Settlement;
import timerbench.service.store.Store;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.TimerQuery;
import timerbench.service.store.dynamodb.DynamoDbSettings;
import timerbench.service.store.dynamodb.DynamoDbStore;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

class DynamoDbStoreTest {
    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration TERM = Duration.ofHours(1);

    private static Timer timer(String group, String id, String payload) {
        return new Timer(
                new TimerKey(group, id),
                DUE,
                "http://127.0.0.1:9/",
                Optional.of(payload),
                RetryPolicy.DEFAULT,
                Timer.DEFAULT_CALLBACK_TIMEOUT,
                DUE,
                DUE);
    }

    @Test
    void aDatabaseThatIsNotThereIsUnavailableAndNamed() {
        DynamoDbSettings nobody =
                new DynamoDbSettings("http://127.0.0.1:9", "us-east-1", "none", Duration.ofSeconds(2));
        assertThatThrownBy(() -> DynamoDbStore.open(nobody, new Shards(1)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("http://127.0.0.1:9");
    }

    @Test
    void oddIdsAreKeptApartAndInOrder() {
        List<Timer> timers = Stream.of("/", "a", "a/", "a/b", "é", "\uffff", "😀", "😀".repeat(255))
                .map(id -> timer("a/\u0001 ü", id, "{}"))
                .toList();
        try (Store store = new DynamoDbDatabase().open(3)) {
            store.timers().put(timers);
            store.timers().put(List.of(timer("a", "b/c", "{}"), timer("a/b", "c", "{}")));
            assertThat(store.timers().get(timers.stream().map(Timer::key).toList()))
                    .isEqualTo(timers.stream().map(Optional::of).toList());
            assertThat(store.timers()
                            .list(new TimerQuery("a/\u0001 ü", Optional.empty(), Optional.empty(), 100))
                            .timers())
                    .isEqualTo(timers);
        }
    }

    @Test
    void answersLargerThanDynamoDbGivesAtOnceAreWhole() {
        String payload = "{\"x\":\"" + "x".repeat(60_000) + "\"}";
        List<Timer> timers = IntStream.range(0, 100)
                .mapToObj(i -> timer("large", "t" + i, payload))
                .toList();
        try (Store store = new DynamoDbDatabase().open(2)) {
            store.timers().put(timers);
            assertThat(store.timers().get(timers.stream().map(Timer::key).toList()))
                    .isEqualTo(timers.stream().map(Optional::of).toList());
            assertThat(store.due().before(DUE.plusSeconds(1), List.of(0, 1), 100))
                    .hasSize(100);
            assertThat(DueContract.pending(store, List.of(0, 1))).isEqualTo(100);
        }
    }

    @Test
    void ofTwoSettlementsOfOneAttemptOnlyTheFirstIsDone() {
        Timer timer = timer("g", "t", "{}");
        try (Store store = new DynamoDbDatabase().open(1)) {
            store.leases().beat("one", TERM);
            store.leases().take("one", List.of(0));
            Lease lease = store.leases().beat("one", TERM).mine().get(0);
            store.timers().put(List.of(timer));
            Claim claim = new Claim(timer.key(), lease, DUE);
            Attempt made = store.due().attempts(List.of(claim)).get(0).orElseThrow();
            Instant later = DUE.plusSeconds(60);
            Settlement.Next next = new Settlement.Next(later, later, 0, Optional.empty(), DUE);
            store.due().settle(List.of(new Settlement(claim, made.revision(), Optional.of(next))));
            store.due().settle(List.of(new Settlement(claim, made.revision(), Optional.empty())));
            assertThat(store.timers()
                            .get(List.of(timer.key()))
                            .get(0)
                            .orElseThrow()
                            .executeAt())
                    .isEqualTo(later);
        }
    }

    @Test
    void ofTwoInstancesThatTakeOneShardOneHasIt() {
        DynamoDbDatabase database = new DynamoDbDatabase();
        try (Store one = database.open(8);
                Store two = database.open(8)) {
            List<Integer> all = IntStream.range(0, 8).boxed().toList();
            one.leases().beat("one", TERM);
            two.leases().beat("two", TERM);
            List<Runnable> takes = List.of(
                    () -> one.leases().take("one", all), () -> two.leases().take("two", all));
            takes.parallelStream().forEach(Runnable::run);
            Stream<Integer> ones =
                    one.leases().beat("one", TERM).mine().stream().map(Lease::shard);
            Stream<Integer> twos =
                    two.leases().beat("two", TERM).mine().stream().map(Lease::shard);
            assertThat(Stream.concat(ones, twos)).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void capacityIsCountedByTableAndOperation() {
        DynamoDbDatabase database = new DynamoDbDatabase();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Store store = database.open(1)) {
            store.connection().meters().bindTo(registry);
            store.timers().put(List.of(timer("g", "t", "{}")));
            // A write to the table, and one to each of its two indexes.
            assertThat(registry.get("timerbench.service.dynamodb.capacity.units")
                            .tags("table", database.settings().tablePrefix() + "-timer", "operation", "BatchWriteItem")
                            .counter()
                            .count())
                    .isEqualTo(3);
            assertThat(registry.get("timerbench.service.dynamodb.calls")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }
}

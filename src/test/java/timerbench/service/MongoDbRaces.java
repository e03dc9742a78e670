package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Lease;
import timerbench.service.store.Settlement;
import timerbench.service.store.Store;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** What two instances do to each other's timers at the same time; a subclass a server. */
abstract class MongoDbRaces {
    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration TERM = Duration.ofHours(1);
    private static final List<Integer> SHARDS = List.of(0, 1, 2);

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

    private static TimerChange payload(TimerKey key, String payload) {
        return new TimerChange(
                key, Optional.empty(), Optional.empty(), Optional.of(payload), Optional.empty(), Optional.empty(), DUE);
    }

    /** Returns what the two did, at once. */
    private static <R> List<R> both(Store one, Store other, Function<Store, R> call) {
        CyclicBarrier start = new CyclicBarrier(2);
        List<CompletableFuture<R>> calls = new ArrayList<>();
        for (Store store : List.of(one, other)) {
            calls.add(CompletableFuture.supplyAsync(() -> {
                try {
                    start.await();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                return call.apply(store);
            }));
        }
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static List<Claim> claims(Store store, List<TimerKey> keys) {
        store.leases().beat("owner", TERM);
        store.leases().take("owner", SHARDS);
        List<Lease> mine = store.leases().beat("owner", TERM).mine();
        return keys.stream()
                .map(key -> new Claim(key, mine.get(store.shards().of(key)), DUE))
                .toList();
    }

    /** Returns settings of a store that there is not yet. */
    abstract MongoDbSettings newDatabase();

    private static Store open(MongoDbSettings database, int shards) {
        return MongoDbStore.open(database, new Shards(shards));
    }

    @Test
    void twoThatDeleteTheSameTimersAreToldOfEachOnce() {
        MongoDbSettings database = newDatabase();
        try (Store one = open(database, 3);
                Store other = open(database, 3)) {
            List<TimerKey> keys = keys(100);
            one.timers().put(keys.stream().map(MongoDbRaces::timer).toList());
            List<List<Boolean>> deleted =
                    both(one, other, store -> store.timers().delete(keys));
            for (int i = 0; i < keys.size(); i++) {
                assertThat(List.of(deleted.get(0).get(i), deleted.get(1).get(i)))
                        .containsExactlyInAnyOrder(true, false);
            }
        }
    }

    @Test
    void twoThatUpdateTheSameTimersAreBothTold() {
        MongoDbSettings database = newDatabase();
        try (Store one = open(database, 3);
                Store other = open(database, 3)) {
            List<TimerKey> keys = keys(100);
            one.timers().put(keys.stream().map(MongoDbRaces::timer).toList());
            List<List<Optional<Timer>>> updated = both(one, other, store -> {
                String own = "{\"by\":\"" + (store.equals(one) ? "one" : "other") + "\"}";
                return store.timers()
                        .update(keys.stream().map(key -> payload(key, own)).toList());
            });
            assertThat(updated.get(0))
                    .allMatch(timer -> timer.orElseThrow().payload().equals(Optional.of("{\"by\":\"one\"}")));
            assertThat(updated.get(1))
                    .allMatch(timer -> timer.orElseThrow().payload().equals(Optional.of("{\"by\":\"other\"}")));
            assertThat(one.timers().get(keys))
                    .isEqualTo(other.timers().get(keys))
                    .allMatch(Optional::isPresent);
        }
    }

    @Test
    void twoThatPutTheSameNewTimersBothSucceed() {
        MongoDbSettings database = newDatabase();
        try (Store one = open(database, 3);
                Store other = open(database, 3)) {
            List<Timer> timers = keys(100).stream().map(MongoDbRaces::timer).toList();
            both(one, other, store -> {
                store.timers().put(timers);
                return true;
            });
            assertThat(DueContract.pending(one, SHARDS)).isEqualTo(100);
        }
    }

    @Test
    void aSettlementAgainstAnUpdateEitherRemovesTheTimerOrLeavesTheUpdated() {
        MongoDbSettings database = newDatabase();
        try (Store one = open(database, 3);
                Store other = open(database, 3)) {
            List<TimerKey> keys = keys(100);
            one.timers().put(keys.stream().map(MongoDbRaces::timer).toList());
            List<Claim> claims = claims(one, keys);
            List<Optional<Attempt>> made = one.due().attempts(claims);
            List<Settlement> removals = IntStream.range(0, keys.size())
                    .mapToObj(i -> new Settlement(
                            claims.get(i), made.get(i).orElseThrow().revision(), Optional.empty()))
                    .toList();
            List<Optional<Timer>> updated = both(one, other, store -> {
                        if (store.equals(one)) {
                            store.due().settle(removals);
                            return Collections.<Optional<Timer>>emptyList();
                        }
                        return store.timers()
                                .update(keys.stream()
                                        .map(key -> payload(key, "{\"new\":1}"))
                                        .toList());
                    })
                    .get(1);
            assertThat(one.timers().get(keys)).isEqualTo(updated);
        }
    }

    @Test
    void aSettlementOfARetryTakesEffectOnce() {
        try (Store store = open(newDatabase(), 3)) {
            List<TimerKey> keys = keys(1);
            store.timers().put(List.of(timer(keys.get(0))));
            Claim claim = claims(store, keys).get(0);
            long revision =
                    store.due().attempts(List.of(claim)).get(0).orElseThrow().revision();
            store.due().settle(List.of(retry(claim, revision, DUE.plusSeconds(1))));
            store.due().settle(List.of(retry(claim, revision, DUE.plusSeconds(9))));
            store.due().settle(List.of(new Settlement(claim, revision, Optional.empty())));
            assertThat(store.due().attempts(List.of(claim)).get(0).orElseThrow().dueAt())
                    .isEqualTo(DUE.plusSeconds(1));
        }
    }

    private static Settlement retry(Claim claim, long revision, Instant dueAt) {
        Settlement.Next next = new Settlement.Next(DUE, dueAt, 1, Optional.of(DUE), DUE);
        return new Settlement(claim, revision, Optional.of(next));
    }

    @Test
    void twoThatTakeTheSameLeasesShareThem() {
        MongoDbSettings database = newDatabase();
        try (Store one = open(database, 100);
                Store other = open(database, 100)) {
            List<Integer> all = IntStream.range(0, 100).boxed().toList();
            one.leases().beat("one", TERM);
            other.leases().beat("other", TERM);
            List<List<Lease>> taken = both(one, other, store -> {
                String instance = store.equals(one) ? "one" : "other";
                store.leases().take(instance, all);
                return store.leases().beat(instance, TERM).mine();
            });
            List<Lease> leases = taken.stream().flatMap(List::stream).toList();
            assertThat(leases.stream().map(Lease::shard)).containsExactlyInAnyOrderElementsOf(all);
            assertThat(leases).allMatch(lease -> lease.version() == 1);
        }
    }
}

package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseView;
import timerbench.service.store.Store;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** What every store promises to several threads, and to several processes, at once. */
interface ConcurrencyContract extends StoreContract {
    int THREADS = 4;
    int BATCH = 20;

    @ParameterizedTest(name = "in one shard: {0}")
    @ValueSource(booleans = {true, false})
    default void noWriteOfAnyThreadIsLost(boolean inOneShard) {
        List<TimerKey> keys = keys(10_000).stream()
                .filter(key -> !inOneShard || store().shards().of(key) == 0)
                .limit(THREADS * 3L * BATCH)
                .toList();
        Threads.race(parts(keys, THREADS).stream()
                .map(part -> (Callable<Boolean>) () -> {
                    parts(part, 3).forEach(this::putUpdateAndDeleteHalf);
                    return true;
                })
                .toList());
        List<Optional<Timer>> expected = IntStream.range(0, keys.size())
                .mapToObj(i -> Optional.of(updated(keys.get(i))).filter(timer -> i % 2 == 0))
                .toList();
        assertThat(store().timers().get(keys)).isEqualTo(expected);
        assertThat(before(DUE.plusSeconds(1), 1_000)).isEmpty();
        assertThat(before(DUE.plusSeconds(2), 1_000)).hasSize(keys.size() / 2);
    }

    private void putUpdateAndDeleteHalf(List<TimerKey> keys) {
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        assertThat(store().timers()
                        .update(keys.stream()
                                .map(key -> move(key.timerId(), DUE.plusSeconds(1)))
                                .toList()))
                .isEqualTo(keys.stream().map(key -> Optional.of(updated(key))).toList());
        List<TimerKey> half = IntStream.range(0, keys.size())
                .filter(i -> i % 2 == 1)
                .mapToObj(keys::get)
                .toList();
        assertThat(store().timers().delete(half)).containsOnly(true);
    }

    private Timer updated(TimerKey key) {
        return timer(key, DUE.plusSeconds(1));
    }

    private static List<List<TimerKey>> parts(List<TimerKey> keys, int count) {
        int size = keys.size() / count;
        return IntStream.range(0, count)
                .mapToObj(i -> keys.subList(i * size, (i + 1) * size))
                .toList();
    }

    @Test
    default void ofTwoStoresThatDeleteATimerOneIsToldThatItDid() {
        List<TimerKey> keys = keys(THREADS * BATCH);
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        List<List<Boolean>> deleted = Threads.race(List.of(
                () -> oneByOne(
                        keys, key -> store().timers().delete(List.of(key)).get(0)),
                inAnother(another -> oneByOne(
                        keys, key -> another.timers().delete(List.of(key)).get(0)))));
        for (int i = 0; i < keys.size(); i++) {
            assertThat(List.of(deleted.get(0).get(i), deleted.get(1).get(i)))
                    .as("deletes of %s", keys.get(i))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    default void anUpdateThatRacesWithADeleteBringsNothingBack() {
        List<TimerKey> keys = keys(THREADS * BATCH);
        store().timers().put(keys.stream().map(key -> timer(key, DUE)).toList());
        List<List<Boolean>> done = Threads.race(List.of(
                () -> oneByOne(
                        keys, key -> store().timers().delete(List.of(key)).get(0)),
                inAnother(another -> oneByOne(
                        keys,
                        key -> another.timers()
                                .update(List.of(move(key.timerId(), DUE.plusSeconds(1))))
                                .get(0)
                                .isPresent()))));
        assertThat(done.get(0)).containsOnly(true);
        assertThat(store().timers().get(keys)).containsOnly(Optional.empty());
        before(DUE.plusSeconds(2), 1_000)
                .forEach(left -> assertThat(attempt(claim(left))).isEmpty());
    }

    @Test
    default void ofUpdatesThatRaceNoneIsHalfWritten() {
        TimerKey key = key("a");
        put(timer(key, DUE));
        Threads.race(List.of(() -> changes(store(), key, 1), inAnother(another -> changes(another, key, 2))));
        Timer left = get(key).orElseThrow();
        String payload = left.payload().orElseThrow();
        assertThat(left.callbackUrl()).isEqualTo("http://" + payload.replaceAll("\\D", ""));
    }

    private static boolean changes(Store store, TimerKey key, int writer) {
        for (int i = 0; i < BATCH; i++) {
            String mark = writer + "" + i;
            TimerChange change = new TimerChange(
                    key,
                    Optional.of(DUE.plusSeconds(i)),
                    Optional.of("http://" + mark),
                    Optional.of("{\"a\":" + mark + "}"),
                    Optional.empty(),
                    Optional.empty(),
                    DUE);
            assertThat(store.timers().update(List.of(change)).get(0)).isPresent();
        }
        return true;
    }

    private static List<Boolean> oneByOne(List<TimerKey> keys, Call call) {
        return keys.stream().map(call::on).toList();
    }

    interface Call {
        boolean on(TimerKey key);
    }

    interface Use<T> {
        T of(Store store);
    }

    private <T> Callable<T> inAnother(Use<T> use) {
        Store another = another();
        return () -> use.of(another);
    }

    @Test
    default void aShardThatInstancesFightOverHasOneOwnerAtATime() {
        String one = "one of " + group();
        String two = "two of " + group();
        store().leases().release(owner(), ALL);
        try {
            fight(one, two);
        } finally {
            // Whoever failed would hold its shards in the tests after this one.
            store().leases().leave(one);
            store().leases().leave(two);
        }
    }

    private void fight(String one, String two) {
        Map<Lease, String> owners = new ConcurrentHashMap<>();
        Store another = another();
        Threads.race(List.of(
                () -> fight(store(), one, owners, new Random(1)), () -> fight(another, two, owners, new Random(2))));
        LeaseView ofOne = store().leases().beat(one, TERM);
        LeaseView ofTwo = another.leases().beat(two, TERM);
        List<Integer> shards = new ArrayList<>(ofTwo.free());
        ofOne.mine().forEach(lease -> shards.add(lease.shard()));
        ofTwo.mine().forEach(lease -> shards.add(lease.shard()));
        assertThat(shards).containsExactlyInAnyOrderElementsOf(ALL);
    }

    /** Takes and releases shards at random; no lease may have been another instance's, no version may go down. */
    private static boolean fight(Store store, String instance, Map<Lease, String> owners, Random random) {
        long[] versions = new long[SHARDS];
        store.leases().beat(instance, TERM);
        for (int round = 0; round < 50; round++) {
            store.leases().take(instance, ALL);
            for (Lease lease : store.leases().beat(instance, TERM).mine()) {
                assertThat(owners.merge(lease, instance, (before, now) -> before))
                        .as("owner of %s", lease)
                        .isEqualTo(instance);
                assertThat(lease.version()).isGreaterThanOrEqualTo(versions[lease.shard()]);
                versions[lease.shard()] = lease.version();
            }
            store.leases().release(instance, List.of(random.nextInt(SHARDS), random.nextInt(SHARDS)));
        }
        return true;
    }
}

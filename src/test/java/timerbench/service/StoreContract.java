package timerbench.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.Lease;
import timerbench.service.store.Settlement;
import timerbench.service.store.Store;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * What the topics of {@link StoreContractTest} share: the store, and in it a group and the owner of all shards for
 * each test.
 */
interface StoreContract {
    int SHARDS = 4;
    List<Integer> ALL = IntStream.range(0, SHARDS).boxed().toList();
    Duration TERM = Duration.ofHours(1);
    Instant DUE = Instant.parse("2030-01-01T00:00:00.000001Z");
    Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
    Duration MICROSECOND = Duration.ofNanos(1_000);

    Store store();

    /** Returns another store on the same database, open until the test ends; the same one, if nothing outlives that. */
    Store another();

    String group();

    String owner();

    default TimerKey key(String id) {
        return new TimerKey(group(), id);
    }

    default List<TimerKey> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> key("t%04d".formatted(i)))
                .toList();
    }

    default Timer timer(String id, Instant executeAt) {
        return timer(key(id), executeAt);
    }

    default Timer timer(TimerKey key, Instant executeAt) {
        return new Timer(
                key,
                executeAt,
                "http://127.0.0.1:9/",
                Optional.of("{}"),
                RetryPolicy.DEFAULT,
                Timer.DEFAULT_CALLBACK_TIMEOUT,
                DUE,
                DUE);
    }

    default void put(Timer... timers) {
        store().timers().put(List.of(timers));
    }

    default Optional<Timer> get(TimerKey key) {
        return store().timers().get(List.of(key)).get(0);
    }

    default TimerChange move(String id, Instant executeAt) {
        return new TimerChange(
                key(id),
                Optional.of(executeAt),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DUE);
    }

    default TimerChange newPayload(TimerKey key, String payload) {
        return new TimerChange(
                key, Optional.empty(), Optional.empty(), Optional.of(payload), Optional.empty(), Optional.empty(), DUE);
    }

    default Claim claim(String id) {
        return claim(new Due(key(id), DUE));
    }

    default Claim claim(Due due) {
        return new Claim(due.key(), lease(store().shards().of(due.key())), due.dueAt());
    }

    private Lease lease(int shard) {
        return store().leases().beat(owner(), TERM).mine().stream()
                .filter(mine -> mine.shard() == shard)
                .findFirst()
                .orElseThrow();
    }

    default Optional<Attempt> attempt(Claim claim) {
        return store().due().attempts(List.of(claim)).get(0);
    }

    default Stream<Due> before(Instant end, int limit) {
        return store().due().before(end, ALL, limit).stream();
    }

    default Settlement removal(Claim claim, Attempt attempt) {
        return new Settlement(claim, attempt.revision(), Optional.empty());
    }

    /** Takes away every timer, and every entry of the order by time that agrees with none. */
    default void tidy() {
        store().leases().beat(owner(), TERM);
        store().leases().take(owner(), ALL);
        List<Due> left = before(LAST.plus(MICROSECOND), 1_000).toList();
        if (!left.isEmpty()) {
            store().timers().delete(left.stream().map(Due::key).distinct().toList());
            left.forEach(due -> attempt(claim(due)));
        }
    }
}

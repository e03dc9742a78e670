package timerbench.service.store.memory;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.DueStore;
import timerbench.service.store.Page;
import timerbench.service.store.Position;
import timerbench.service.store.Settlement;
import timerbench.service.store.Store;
import timerbench.service.store.StoreConnection;
import timerbench.service.store.StoreInfo;
import timerbench.service.store.TimerQuery;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * Timers in the memory of the process, without any durability. It shows the speed of the service without a database.
 */
public final class MemoryStore implements TimerStore, DueStore {
    private final Shards shards;
    private final List<MemoryShard> slices;
    private final MemoryLeases leases;

    private MemoryStore(Shards shards, MemoryLeases leases) {
        this.shards = shards;
        this.slices = IntStream.range(0, shards.count())
                .mapToObj(i -> new MemoryShard())
                .toList();
        this.leases = leases;
    }

    /** Returns an empty store. */
    public static Store open(Shards shards) {
        return open(shards, Clock.systemUTC());
    }

    /** Returns an empty store whose leases expire by this clock. */
    public static Store open(Shards shards, InstantSource clock) {
        MemoryLeases leases = new MemoryLeases(shards, clock);
        MemoryStore timers = new MemoryStore(shards, leases);
        StoreInfo info = new StoreInfo("memory", System.getProperty("java.version"), Map.of("persistence", "none"));
        return new Store(shards, info, timers, timers, leases, StoreConnection.NONE);
    }

    @Override
    public void put(List<Timer> timers) {
        timers.forEach(timer -> shard(timer.key()).put(timer));
    }

    @Override
    public List<Optional<Timer>> get(List<TimerKey> keys) {
        return each(keys, key -> shard(key).attempt(key).map(Attempt::timer));
    }

    @Override
    public List<Optional<Timer>> update(List<TimerChange> changes) {
        return each(changes, change -> shard(change.key()).update(change));
    }

    @Override
    public List<Boolean> delete(List<TimerKey> keys) {
        return each(keys, key -> shard(key).delete(key));
    }

    @Override
    public Page list(TimerQuery query) {
        NavigableMap<Position, Timer> merged = new TreeMap<>();
        slices.forEach(slice -> slice.list(query).forEach(timer -> merged.put(Position.of(timer), timer)));
        Page page = new Page(query);
        merged.values().stream().takeWhile(timer -> !page.isFull()).forEach(page::add);
        return page;
    }

    @Override
    public List<Due> before(Instant end, Collection<Integer> of, int limit) {
        List<Due> due = new ArrayList<>();
        of.forEach(shard -> due.addAll(slices.get(shard).before(end, limit)));
        return due;
    }

    @Override
    public List<Optional<Attempt>> attempts(List<Claim> claims) {
        return each(
                claims,
                claim -> leases.isHeld(claim.lease()) ? shard(claim.key()).attempt(claim.key()) : Optional.empty());
    }

    @Override
    public void settle(List<Settlement> settlements) {
        settlements.stream()
                .filter(settlement -> leases.isHeld(settlement.claim().lease()))
                .forEach(settlement -> shard(settlement.claim().key()).settle(settlement));
    }

    @Override
    public Map<Integer, Long> pending(Collection<Integer> of) {
        return of.stream()
                .collect(Collectors.toMap(
                        shard -> shard, shard -> slices.get(shard).size()));
    }

    private MemoryShard shard(TimerKey key) {
        return slices.get(shards.of(key));
    }

    private static <A, R> List<R> each(List<A> questions, Function<A, R> answer) {
        return questions.stream().map(answer).toList();
    }
}

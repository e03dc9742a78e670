package timerbench.service.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;
import timerbench.service.timer.Shards;

/** Leases among instances that share this memory: those of a test, or a single one. */
final class MemoryLeases implements LeaseStore {
    private final InstantSource clock;
    private final Map<String, Instant> aliveUntil = new HashMap<>();
    private final List<Holder> holders = new ArrayList<>();

    private record Holder(@Nullable String owner, long version) {}

    MemoryLeases(Shards shards, InstantSource clock) {
        this.clock = clock;
        for (int shard = 0; shard < shards.count(); shard++) {
            holders.add(new Holder(null, 0));
        }
    }

    synchronized boolean isHeld(Lease lease) {
        return holders.get(lease.shard()).version == lease.version();
    }

    @Override
    public synchronized LeaseView beat(String instance, Duration term) {
        aliveUntil.put(instance, clock.instant().plus(term));
        aliveUntil.values().removeIf(until -> !until.isAfter(clock.instant()));
        List<Lease> mine = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int shard = 0; shard < holders.size(); shard++) {
            Holder holder = holders.get(shard);
            if (isFree(holder)) {
                free.add(shard);
            } else if (instance.equals(holder.owner)) {
                mine.add(new Lease(shard, holder.version));
            }
        }
        return new LeaseView(mine, free, aliveUntil.keySet());
    }

    private boolean isFree(Holder holder) {
        Instant until = holder.owner == null ? null : aliveUntil.get(holder.owner);
        return until == null || !until.isAfter(clock.instant());
    }

    @Override
    public synchronized void take(String instance, Collection<Integer> shards) {
        for (int shard : shards) {
            if (isFree(holders.get(shard))) {
                hand(shard, instance);
            }
        }
    }

    @Override
    public synchronized void release(String instance, Collection<Integer> shards) {
        for (int shard : shards) {
            if (instance.equals(holders.get(shard).owner)) {
                hand(shard, null);
            }
        }
    }

    @Override
    public Optional<DatabaseTime> time() {
        return Optional.of(new DatabaseTime(clock.instant(), Duration.ofNanos(1)));
    }

    @Override
    public synchronized void leave(String instance) {
        aliveUntil.remove(instance);
        for (int shard = 0; shard < holders.size(); shard++) {
            release(instance, List.of(shard));
        }
    }

    private void hand(int shard, @Nullable String owner) {
        holders.set(shard, new Holder(owner, holders.get(shard).version + 1));
    }
}

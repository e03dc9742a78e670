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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;
import timerbench.service.store.StoredLease;
import timerbench.service.timer.Shards;

/** Leases of the instances that share this memory: several in a test, otherwise one. */
final class MemoryLeases implements LeaseStore {
    private final InstantSource clock;
    private final Map<String, Instant> aliveUntil = new HashMap<>();
    private final List<StoredLease> leases = new ArrayList<>();

    MemoryLeases(Shards shards, InstantSource clock) {
        this.clock = clock;
        for (int shard = 0; shard < shards.count(); shard++) {
            leases.add(StoredLease.untaken(shard));
        }
    }

    synchronized boolean isHeld(Lease lease) {
        return leases.get(lease.shard()).lease().equals(lease);
    }

    @Override
    public synchronized LeaseView beat(String instance, Duration term) {
        aliveUntil.put(instance, clock.instant().plus(term));
        return LeaseView.of(instance, leases, alive());
    }

    /** Returns the living instances, and forgets the others. */
    private Set<String> alive() {
        aliveUntil.values().removeIf(until -> !until.isAfter(clock.instant()));
        return aliveUntil.keySet();
    }

    @Override
    public synchronized void take(String instance, Collection<Integer> shards) {
        Set<String> alive = alive();
        for (int shard : shards) {
            if (leases.get(shard).isFree(alive)) {
                hand(shard, instance);
            }
        }
    }

    @Override
    public synchronized void release(String instance, Collection<Integer> shards) {
        for (int shard : shards) {
            if (leases.get(shard).isOf(instance)) {
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
        for (int shard = 0; shard < leases.size(); shard++) {
            release(instance, List.of(shard));
        }
    }

    private void hand(int shard, @Nullable String owner) {
        leases.set(
                shard,
                new StoredLease(new Lease(shard, leases.get(shard).lease().version() + 1), owner));
    }
}

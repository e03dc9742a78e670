package timerbench.service.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseView;

/** Leases as their contract has them, among instances that live until they leave. */
final class LeaseModel {
    private final int shards;
    private final Set<String> alive = new TreeSet<>();
    private final Map<Integer, String> owners = new TreeMap<>();

    /** The newest that has been seen of each shard, and those of them that are still held. */
    private final Map<Integer, Lease> seen = new TreeMap<>();

    private final Set<Integer> current = new TreeSet<>();

    LeaseModel(int shards) {
        this.shards = shards;
    }

    void beat(String instance, LeaseView view) {
        alive.add(instance);
        assertThat(view.instances()).containsExactlyInAnyOrderElementsOf(alive);
        assertThat(view.free())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, shards)
                        .boxed()
                        .filter(shard -> !owners.containsKey(shard))
                        .toList());
        assertThat(view.mine())
                .extracting(Lease::shard)
                .containsExactlyInAnyOrderElementsOf(owners.keySet().stream()
                        .filter(shard -> owners.get(shard).equals(instance))
                        .toList());
        view.mine().forEach(this::see);
    }

    private void see(Lease lease) {
        Lease before = seen.put(lease.shard(), lease);
        if (!current.add(lease.shard())) {
            assertThat(lease).as("a lease that its owner kept").isEqualTo(before);
        } else if (before != null) {
            assertThat(lease.version()).as("version after %s", before).isGreaterThan(before.version());
        }
    }

    boolean isAlive(String instance) {
        return alive.contains(instance);
    }

    void take(String instance, Collection<Integer> wanted) {
        wanted.forEach(shard -> owners.putIfAbsent(shard, instance));
    }

    void release(String instance, Collection<Integer> given) {
        given.stream().filter(shard -> instance.equals(owners.get(shard))).forEach(shard -> {
            owners.remove(shard);
            current.remove(shard);
        });
    }

    void leave(String instance) {
        release(instance, List.copyOf(owners.keySet()));
        alive.remove(instance);
    }

    Optional<String> owner(int shard) {
        return Optional.ofNullable(owners.get(shard));
    }

    /** Returns the newest lease of the shard that has been seen, whether or not it is still held. */
    Optional<Lease> lease(int shard) {
        return Optional.ofNullable(seen.get(shard));
    }

    /** Returns whether that lease is still held. */
    boolean isHeld(int shard) {
        return current.contains(shard);
    }
}

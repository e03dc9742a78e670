package timerbench.service.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import timerbench.service.store.Lease;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;

/** The shards that this instance may fire, renewed by its heartbeats. */
final class Ownership {
    /** @param until by the monotonic clock; after that the leases are not trusted, whatever the store says */
    private record Held(Map<Integer, Lease> leases, long until) {
        static final Held NOTHING = new Held(Map.of(), 0);
    }

    private final LeaseStore store;
    private final int shards;
    private final String instance;
    private final Duration term;
    private final LongSupplier nanoTime;
    private final IntPredicate busy;
    private final MeterRegistry metrics;
    private volatile Held held = Held.NOTHING;

    /**
     * @param busy whether callbacks of a shard are in flight; a shard to be released stops firing and is kept until
     *     then
     */
    Ownership(
            LeaseStore store,
            int shards,
            String instance,
            Duration term,
            LongSupplier nanoTime,
            IntPredicate busy,
            MeterRegistry metrics) {
        this.store = store;
        this.shards = shards;
        this.instance = instance;
        this.term = term;
        this.nanoTime = nanoTime;
        this.busy = busy;
        this.metrics = metrics;
        Gauge.builder(
                        "timerbench.service.shards.owned",
                        this,
                        ownership -> ownership.shards().size())
                .description("Shards that this instance fires")
                .register(metrics);
    }

    /** Returns the shards that may be fired now. */
    Collection<Integer> shards() {
        Held now = held;
        return nanoTime.getAsLong() - now.until < 0 ? now.leases.keySet() : Set.of();
    }

    /** Returns the lease of a shard that may be fired now. */
    Optional<Lease> lease(int shard) {
        Held now = held;
        return nanoTime.getAsLong() - now.until < 0 ? Optional.ofNullable(now.leases.get(shard)) : Optional.empty();
    }

    /** Reports that this instance is alive, takes free shards up to its share, and gives up surplus ones. */
    void beat() {
        long sent = nanoTime.getAsLong();
        LeaseView view = store.beat(instance, term);
        Shares shares = Shares.of(view, shards);
        hold(view.mine(), shares.release(), sent);
        List<Integer> idle =
                shares.release().stream().filter(shard -> !busy.test(shard)).toList();
        if (!idle.isEmpty()) {
            store.release(instance, idle);
        }
        if (!shares.take().isEmpty()) {
            store.take(instance, shares.take());
            hold(store.beat(instance, term).mine(), shares.release(), sent);
        }
    }

    private void hold(List<Lease> mine, List<Integer> given, long sent) {
        Map<Integer, Lease> before = held.leases;
        Map<Integer, Lease> leases = mine.stream()
                .filter(lease -> !given.contains(lease.shard()))
                .collect(Collectors.toMap(Lease::shard, Function.identity()));
        held = new Held(leases, sent + term.toNanos());
        Set<Lease> taken = new HashSet<>(leases.values());
        taken.removeAll(before.values());
        Set<Lease> lost = new HashSet<>(before.values());
        lost.removeAll(leases.values());
        count("taken", taken.size());
        count("gone", lost.size());
    }

    private void count(String change, int leases) {
        Counter.builder("timerbench.service.lease.changes")
                .description("Leases that this instance took, gave up or lost")
                .tag("change", change)
                .register(metrics)
                .increment(leases);
    }

    void leave() {
        held = Held.NOTHING;
        store.leave(instance);
    }
}

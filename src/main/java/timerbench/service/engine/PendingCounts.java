package timerbench.service.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import timerbench.service.store.DueStore;
import timerbench.service.store.StoreException;

/**
 * The pending timers in the shards that an instance fires, together and in each shard. Counting is slow on databases
 * that count the timers one by one, so the gauges have the values of the last {@link #count}.
 */
public final class PendingCounts {
    private static final Logger LOG = LoggerFactory.getLogger(PendingCounts.class);

    private final DueStore store;
    private final Supplier<Collection<Integer>> shards;
    private final MultiGauge ofShards;
    private volatile double all = Double.NaN;

    PendingCounts(DueStore store, Supplier<Collection<Integer>> shards, MeterRegistry registry) {
        this.store = store;
        this.shards = shards;
        Gauge.builder("timerbench.service.timers.pending", this, counts -> counts.all)
                .description("Timers in the shards that this instance fires, counted when asked for")
                .register(registry);
        this.ofShards = MultiGauge.builder("timerbench.shard.stored")
                .description("Timers in each shard that this instance fires, counted when asked for")
                .register(registry);
    }

    /** Counts the timers. If the database cannot, their number is unknown. */
    public synchronized void count() {
        Collection<Integer> held = shards.get();
        try {
            Map<Integer, Long> counts = store.pending(held);
            all = counts.values().stream().mapToLong(Long::longValue).sum();
            show(held, counts);
        } catch (StoreException e) {
            LOG.warn("the pending timers cannot be counted: {}", e.getMessage());
            all = Double.NaN;
            show(List.of(), Map.of());
        }
    }

    private void show(Collection<Integer> held, Map<Integer, Long> counts) {
        Stream<MultiGauge.Row<?>> rows = held.size() > ShardMetrics.MOST
                ? Stream.empty()
                : held.stream()
                        .map(shard -> MultiGauge.Row.of(ShardMetrics.tag(shard), counts.getOrDefault(shard, 0L)));
        ofShards.register(rows.collect(Collectors.toList()), true);
    }
}

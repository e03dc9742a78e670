package timerbench.service.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the callbacks of each shard, and how late they were on average. A callback costs three additions, and a
 * shard three lines of the metrics.
 */
final class ShardMetrics {
    /** With more shards, the metrics would become slow to read, so shards have none. */
    static final int MOST = 1_024;

    private final AtomicLongArray fired;
    private final AtomicLongArray first;
    private final AtomicLongArray latenessNanos;

    ShardMetrics(MeterRegistry registry, int shards) {
        fired = new AtomicLongArray(shards);
        first = new AtomicLongArray(shards);
        latenessNanos = new AtomicLongArray(shards);
        if (shards <= MOST) {
            for (int shard = 0; shard < shards; shard++) {
                register(registry, shard);
            }
        }
    }

    private void register(MeterRegistry registry, int shard) {
        FunctionCounter.builder("timerbench.shard.fired", fired, counts -> counts.get(shard))
                .description("Callbacks that this instance sent for the timers of a shard")
                .tags(tag(shard))
                .register(registry);
        FunctionTimer.builder(
                        "timerbench.shard.lateness",
                        this,
                        metrics -> metrics.first.get(shard),
                        metrics -> metrics.latenessNanos.get(shard),
                        TimeUnit.NANOSECONDS)
                .description("Time from executeAt to the sending of a timer's first callback, in each shard")
                .tags(tag(shard))
                .register(registry);
    }

    static Tags tag(int shard) {
        return Tags.of("shard", Integer.toString(shard));
    }

    void fired(int shard) {
        fired.incrementAndGet(shard);
    }

    void first(int shard, Duration lateness) {
        first.incrementAndGet(shard);
        latenessNanos.addAndGet(shard, lateness.toNanos());
    }
}

package timerbench.service.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import timerbench.service.store.Attempt;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Shards;

/** The metrics of the engine. */
final class EngineMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
    };

    private final Timer lateness;
    private final MeterProvider<Timer> callbacks;
    private final Counter givenUp;
    private final Counter deferred;
    private final ShardMetrics shards;

    EngineMetrics(MeterRegistry registry, LookAhead lookAhead, Shards shards) {
        this.shards = new ShardMetrics(registry, shards.count());
        lateness = Timer.builder("timerbench.lateness")
                .description("Time from executeAt to the sending of a timer's first callback")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        callbacks = Timer.builder("timerbench.callbacks")
                .description("Time from a callback's sending to its answer")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
        givenUp = Counter.builder("timerbench.timers.given.up")
                .description("Timers removed after their last attempt had failed")
                .register(registry);
        deferred = Counter.builder("timerbench.timers.deferred")
                .description("Timers postponed because too many already wait for their receiver")
                .register(registry);
        Gauge.builder("timerbench.timers.waiting", lookAhead, LookAhead::waiting)
                .description("Timers that wait because their receiver has its share of callbacks in flight")
                .register(registry);
        Gauge.builder("timerbench.timers.due", lookAhead, LookAhead::overdue)
                .description("Timers that wait to be fired although their instant has passed")
                .register(registry);
    }

    void sent(Attempt attempt, int shard, Instant now) {
        shards.fired(shard);
        if (attempt.number() == 1) {
            // Not from dueAt, which moves when a timer is postponed.
            Duration late = Duration.between(attempt.timer().executeAt(), now);
            lateness.record(late);
            shards.first(shard, late);
        }
    }

    void deferred() {
        deferred.increment();
    }

    void answered(Answer answer, long nanos) {
        callbacks.withTag("outcome", answer.word()).record(Duration.ofNanos(nanos));
    }

    void settled(Answer answer, Optional<Settlement.Next> next) {
        if (answer instanceof Answer.Failed && next.isEmpty()) {
            givenUp.increment();
        }
    }
}

package timerbench.service.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import timerbench.metrics.DurationHistogram;
import timerbench.service.store.Attempt;
import timerbench.service.store.Settlement;
import timerbench.service.timer.Shards;

/** The metrics of the engine. */
final class EngineMetrics {
    private final Histogram lateness;
    private final Histogram callbacks;
    private final Counter givenUp;
    private final Counter deferred;
    private final ShardMetrics shards;

    EngineMetrics(PrometheusMeterRegistry registry, LookAhead lookAhead, Shards shards) {
        this.shards = new ShardMetrics(registry, shards.count());
        lateness = DurationHistogram.of(
                registry.getPrometheusRegistry(),
                "timerbench_service_lateness",
                "Time from executeAt to the sending of a timer's first callback");
        callbacks = DurationHistogram.of(
                registry.getPrometheusRegistry(),
                "timerbench_service_callback_duration",
                "Time from a callback's sending to its answer",
                "outcome");
        Answer.SENT.forEach(callbacks::initLabelValues);
        givenUp = Counter.builder("timerbench.service.timers.given.up")
                .description("Timers removed after their last attempt had failed")
                .register(registry);
        deferred = Counter.builder("timerbench.service.timers.deferred")
                .description("Timers postponed because too many already wait for their receiver")
                .register(registry);
        Gauge.builder("timerbench.service.timers.waiting", lookAhead, LookAhead::waiting)
                .description("Timers that wait because their receiver has its share of callbacks in flight")
                .register(registry);
        Gauge.builder("timerbench.service.timers.due", lookAhead, LookAhead::overdue)
                .description("Timers that wait to be fired although their instant has passed")
                .register(registry);
    }

    void sent(Attempt attempt, int shard, Instant now) {
        shards.fired(shard);
        if (attempt.number() == 1) {
            // Not from dueAt, which moves when a timer is postponed.
            Duration late = Duration.between(attempt.timer().executeAt(), now);
            lateness.observe(Unit.nanosToSeconds(late.toNanos()));
            shards.first(shard, late);
        }
    }

    void deferred() {
        deferred.increment();
    }

    void answered(Answer answer, long nanos) {
        callbacks.labelValues(answer.word()).observe(Unit.nanosToSeconds(nanos));
    }

    void settled(Answer answer, Optional<Settlement.Next> next) {
        if (answer instanceof Answer.Failed && next.isEmpty()) {
            givenUp.increment();
        }
    }
}

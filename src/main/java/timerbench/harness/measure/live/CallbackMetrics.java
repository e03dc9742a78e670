package timerbench.harness.measure.live;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.run.CallbackOutcome;
import timerbench.metrics.DurationHistogram;

/** The metrics of timers and their callbacks, which the ledger reports. */
final class CallbackMetrics implements Consumer<Ledger.Event> {
    private final Counter fired;
    private final Map<CallbackOutcome, Counter> violations = new EnumMap<>(CallbackOutcome.class);
    private final Histogram lateness;

    CallbackMetrics(PrometheusRegistry registry, LongSupplier acknowledged, LongSupplier owed) {
        CounterWithCallback.builder()
                .name("timerbench_timers_acknowledged_total")
                .help("Timers whose create the target has acknowledged.")
                .callback(timers -> timers.call((double) acknowledged.getAsLong()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("timerbench_timers_owed")
                .help("Timers that are due and whose callback has not come.")
                .callback(timers -> timers.call((double) owed.getAsLong()))
                .register(registry);
        fired = counter(registry, "fired", "First callbacks of timers, on time, late or early.");
        count(registry, CallbackOutcome.LOST, "lost", "Timers whose callback never came; known when the drain ends.");
        count(
                registry,
                CallbackOutcome.DUPLICATE,
                "duplicate",
                "Callbacks of timers that had been called back already.");
        count(registry, CallbackOutcome.EARLY, "early", "Callbacks before executeAt.");
        count(registry, CallbackOutcome.AFTER_DELETE, "after_delete", "Callbacks after the answer to the delete.");
        count(
                registry,
                CallbackOutcome.AFTER_UPDATE,
                "after_update",
                "Callbacks at an instant that an update replaced; known when the drain ends.");
        count(
                registry,
                CallbackOutcome.UNKNOWN,
                "unknown",
                "Callbacks that nobody asked for; known when the drain ends.");
        lateness = DurationHistogram.of(
                registry,
                "timerbench_callback_lateness",
                "From executeAt to the first callback, of timers of the load that counts.");
    }

    private void count(PrometheusRegistry registry, CallbackOutcome outcome, String name, String help) {
        violations.put(outcome, counter(registry, name, help));
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder()
                .name("timerbench_timers_" + name + "_total")
                .help(help)
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void accept(Ledger.Event event) {
        Counter violation = violations.get(event.outcome());
        if (violation != null) {
            violation.inc();
        }
        if (event.outcome().isFirst()) {
            fired.inc();
            if (event.counted() && event.outcome() != CallbackOutcome.EARLY) {
                lateness.observe(Duration.between(event.executeAt(), event.at()).toNanos() / 1e9);
            }
        }
    }
}

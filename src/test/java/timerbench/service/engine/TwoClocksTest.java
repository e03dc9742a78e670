package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.CallbacksOnly;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.service.store.Store;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Slowdown;
import timerbench.service.timer.Timer;

/** Two instances on one store, whose machines' clocks are 5 s apart. */
class TwoClocksTest {
    private static final int TIMERS = 100;
    private static final Duration APART = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** How early each callback arrived; negative: after its instant. */
    private final List<Duration> earliness = new CopyOnWriteArrayList<>();

    private final Receiver receiver = Receiver.start(
            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
            timerbench.harness.targets.dialect.Dialect.load("groups").callback(),
            Clock.systemUTC(),
            (CallbacksOnly) (callback, at, reply) ->
                    earliness.add(Duration.between(at, callback.executeAt().orElseThrow())));
    private final Store store = MemoryStore.open(new Shards(4));
    private final List<Engine> engines = new ArrayList<>();

    private PrometheusMeterRegistry start(Duration ahead) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        InstantSource system = Clock.offset(Clock.systemUTC(), ahead);
        engines.add(Engine.start(
                store,
                new EngineSettings(
                        TIMERS, Duration.ofSeconds(1), Duration.ofMillis(300), Dialect.GROUPS, Slowdown.NONE),
                CallbackHosts.of("127.0.0.1"),
                new DatabaseClock(store.leases(), system, System::nanoTime, Duration.ofSeconds(1), metrics),
                metrics));
        return metrics;
    }

    @AfterEach
    void close() {
        engines.forEach(Engine::close);
        receiver.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static boolean hasHalf(PrometheusMeterRegistry metrics) {
        return metrics.get("timerbench.service.shards.owned").gauge().value() == 2;
    }

    @Test
    void noTimerFiresBeforeItsInstantWhicheverInstanceHasIt() {
        PrometheusMeterRegistry right = start(Duration.ZERO);
        PrometheusMeterRegistry ahead = start(APART);
        await("each has half of the shards", () -> hasHalf(right) && hasHalf(ahead));
        Instant due = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MICROS);
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < TIMERS; i++) {
            String url = receiver.url(new Behaviour.Ok());
            timers.add(EngineTimers.timer("t" + i, due.plusMillis(i), url, RetryPolicy.DEFAULT, LONG));
        }
        store.timers().put(timers);
        await("all called", () -> earliness.size() == TIMERS);
        assertThat(earliness)
                .filteredOn(early -> early.compareTo(Duration.ZERO) > 0)
                .isEmpty();
        assertThat(List.of(right, ahead))
                .as("both fired")
                .allMatch(metrics -> Scraped.value(metrics, "timerbench_service_lateness_seconds_count") > 0);
    }
}

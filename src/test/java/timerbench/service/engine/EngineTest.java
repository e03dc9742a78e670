package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Behaviour.Reply;
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
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** The engine as a whole, on the store in memory, calling a receiver over HTTP. */
class EngineTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration SHORT_TIMEOUT = Duration.ofMillis(100);
    private static final RetryPolicy THREE_ATTEMPTS =
            new RetryPolicy(3, Optional.empty(), Duration.ofMillis(10), 2, Duration.ofSeconds(1));

    private record Arrived(Receiver.Callback callback, Instant at) {}

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final Receiver receiver = Receiver.start(
            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
            timerbench.harness.targets.dialect.Dialect.load("groups").callback(),
            Clock.systemUTC(),
            new Receiver.Listener() {
                @Override
                public void arrived(Receiver.Callback callback, Instant at, Reply reply) {
                    // Whatever its payload is.
                    Receiver.Callback which = new Receiver.Callback(
                            callback.groupId(),
                            callback.timerId(),
                            callback.executeAt().orElseThrow(),
                            callback.attempt());
                    arrived.add(new Arrived(which, at));
                }

                @Override
                public void malformed(String why, Instant at) {
                    throw new AssertionError("a callback that is none: " + why);
                }
            });
    private final Store store = MemoryStore.open(new Shards(4));
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Engine engine = Engine.start(
            store,
            new EngineSettings(8, Duration.ofSeconds(5), Duration.ofMillis(300), Dialect.GROUPS, Slowdown.NONE),
            CallbackHosts.of("127.0.0.1"),
            DatabaseClock.of(store.leases(), Duration.ofSeconds(1), metrics),
            metrics);

    private final PrometheusMeterRegistry counted = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @AfterEach
    void close() {
        engine.close();
        receiver.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.MICROS);
    }

    private Timer put(String id, Instant executeAt, Behaviour behaviour) {
        return put(EngineTimers.timer(id, executeAt, receiver.url(behaviour), THREE_ATTEMPTS, TIMEOUT));
    }

    private Timer put(Timer timer) {
        store.timers().put(List.of(timer));
        engine.stored(timer);
        return timer;
    }

    private String shardOf(TimerKey key) {
        return Integer.toString(store.shards().of(key));
    }

    private void awaitSettled() {
        await(
                "all settled",
                () -> store.due().pending(List.of(0, 1, 2, 3)).values().stream().allMatch(count -> count == 0));
    }

    private List<Integer> attempts() {
        return arrived.stream().map(each -> each.callback().attempt()).toList();
    }

    private double count(String outcome) {
        return Scraped.value(metrics, "timerbench_service_callback_duration_seconds_count", Map.of("outcome", outcome));
    }

    @Test
    void aTimerIsFiredAtItsInstantAndThenGone() {
        Instant due = in(Duration.ofMillis(120));
        put("t", due, new Behaviour.Ok());
        awaitSettled();
        assertThat(arrived).extracting(Arrived::callback).containsExactly(new Receiver.Callback("g", "t", due, 1));
        assertThat(arrived.get(0).at()).isAfterOrEqualTo(due);
        assertThat(count("succeeded")).isEqualTo(1);
        assertThat(Scraped.value(metrics, "timerbench_service_lateness_seconds_count"))
                .isEqualTo(1);
        String shard = shardOf(new TimerKey("g", "t"));
        assertThat(metrics.get("timerbench.shard.fired")
                        .tag("shard", shard)
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        FunctionTimer late =
                metrics.get("timerbench.shard.lateness").tag("shard", shard).functionTimer();
        assertThat(late.count()).isEqualTo(1);
        assertThat(late.totalTime(TimeUnit.SECONDS))
                .isCloseTo(Scraped.value(metrics, "timerbench_service_lateness_seconds_sum"), within(1e-6));
        assertThat(metrics.get("timerbench.service.timers.due").gauge().value()).isZero();
    }

    @Test
    void whatIsPendingIsCountedOnlyWhereItIsAskedFor() {
        PendingCounts pending = engine.pending(counted);
        Timer timer = put("t", in(Duration.ofHours(1)), new Behaviour.Ok());
        pending.count();
        assertThat(counted.get("timerbench.service.timers.pending").gauge().value())
                .isEqualTo(1);
        assertThat(counted.get("timerbench.shard.stored").gauges())
                .hasSize(4)
                .allSatisfy(shard -> assertThat(shard.value())
                        .isEqualTo(shard.getId().getTag("shard").equals(shardOf(timer.key())) ? 1 : 0));
        assertThat(metrics.find("timerbench.service.timers.pending").gauge()).isNull();
    }

    @Test
    void aTimerThatTheEngineWasNotToldOfIsFound() {
        Instant due = in(Duration.ofMillis(50));
        store.timers()
                .put(List.of(EngineTimers.timer("t", due, receiver.url(new Behaviour.Ok()), THREE_ATTEMPTS, TIMEOUT)));
        awaitSettled();
        assertThat(arrived).extracting(Arrived::callback).containsExactly(new Receiver.Callback("g", "t", due, 1));
    }

    @Test
    void aFailedCallbackIsTriedAgain() {
        put("t", in(Duration.ZERO), new Behaviour.Fail(2));
        awaitSettled();
        assertThat(attempts()).containsExactly(1, 2, 3);
        assertThat(count("failed")).isEqualTo(2);
        assertThat(metrics.get("timerbench.service.timers.given.up").counter().count())
                .isZero();
    }

    @Test
    void afterItsLastAttemptATimerIsGivenUp() {
        put("t", in(Duration.ZERO), new Behaviour.Fail(9));
        awaitSettled();
        assertThat(attempts()).containsExactly(1, 2, 3);
        assertThat(metrics.get("timerbench.service.timers.given.up").counter().count())
                .isEqualTo(1);
    }

    @Test
    void aRefusedCallbackIsNotTriedAgain() {
        put("t", in(Duration.ZERO), new Behaviour.Refuse());
        awaitSettled();
        assertThat(attempts()).containsExactly(1);
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void aReceiverThatHangsIsGivenUpAfterTheTimeoutAndTriedAgain() {
        String url = receiver.url(new Behaviour.Hang(1));
        put(EngineTimers.timer("t", in(Duration.ZERO), url, THREE_ATTEMPTS, SHORT_TIMEOUT));
        awaitSettled();
        assertThat(attempts()).startsWith(1, 2);
    }

    @Test
    void aRescheduledTimerIsFiredAtItsNewInstantAsAnother() {
        Instant due = in(Duration.ZERO);
        Instant next = in(Duration.ofMillis(200));
        put("t", due, new Behaviour.Again(next));
        awaitSettled();
        assertThat(arrived)
                .extracting(Arrived::callback)
                .containsExactly(new Receiver.Callback("g", "t", due, 1), new Receiver.Callback("g", "t", next, 1));
        assertThat(arrived.get(1).at()).isAfterOrEqualTo(next);
        assertThat(count("rescheduled")).isEqualTo(1);
    }

    @Test
    void aDeletedTimerIsNeverFiredAndAnUpdatedOneAtItsNewInstantOnly() {
        Instant due = in(Duration.ofMillis(100));
        Timer deleted = put("deleted", due, new Behaviour.Ok());
        Timer updated = put("updated", due, new Behaviour.Ok());
        store.timers().delete(List.of(deleted.key()));
        engine.deleted(deleted.key());
        Instant later = due.plusMillis(150);
        TimerChange change = new TimerChange(
                updated.key(),
                Optional.of(later),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                in(Duration.ZERO));
        engine.stored(store.timers().update(List.of(change)).get(0).orElseThrow());
        awaitSettled();
        assertThat(arrived)
                .extracting(Arrived::callback)
                .containsExactly(new Receiver.Callback("g", "updated", later, 1));
    }

    @Test
    void moreTimersThanMayBeInFlightAreAllFired() {
        for (int i = 0; i < 100; i++) {
            put("t" + i, in(Duration.ZERO), new Behaviour.Delay(Duration.ofMillis(1)));
        }
        awaitSettled();
        assertThat(arrived)
                .extracting(each -> each.callback().timerId())
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void aReceiverThatHangsDelaysOnlyItself() {
        int hanging = 20;
        try (Receiver other = Receiver.start(
                new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL),
                timerbench.harness.targets.dialect.Dialect.load("groups").callback(),
                Clock.systemUTC(),
                (CallbacksOnly) (callback, at, reply) -> {})) {
            String url = other.url(new Behaviour.Hang(9));
            for (int i = 0; i < hanging; i++) {
                put(EngineTimers.timer("h" + i, in(Duration.ZERO), url, THREE_ATTEMPTS, Duration.ofMinutes(1)));
            }
            for (int i = 0; i < 20; i++) {
                put("t" + i, in(Duration.ofMillis(100)), new Behaviour.Ok());
            }
            await("all others fired", () -> arrived.size() == 20);
            assertThat(metrics.get("timerbench.service.timers.waiting").gauge().value())
                    .as("those that wait behind the six that hang")
                    .isPositive();
        }
        awaitSettled();
        await(
                "all given up",
                () -> metrics.get("timerbench.service.timers.given.up")
                                .counter()
                                .count()
                        == hanging);
    }

    @Test
    void timersWithUrlsThatAnOlderVersionTookHarmNoOthers() {
        List<String> urls = List.of(
                "http://127.0.0.1:70000/",
                "http://127.0.0.1:0/",
                "http://[fe80::1%25lo]/",
                "http://a b/",
                "nonsense",
                "");
        for (int i = 0; i < 50; i++) {
            String url = urls.get(i % urls.size());
            put(EngineTimers.timer("bad" + i, in(Duration.ZERO), url, THREE_ATTEMPTS, Duration.ofDays(3_650)));
            put("t" + i, in(Duration.ZERO), new Behaviour.Ok());
        }
        awaitSettled();
        assertThat(arrived).hasSize(50);
        await(
                "all given up",
                () -> metrics.get("timerbench.service.timers.given.up")
                                .counter()
                                .count()
                        == 50);
        assertThat(count("failed")).isEqualTo(150);
    }
}

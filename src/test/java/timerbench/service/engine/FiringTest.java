package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import timerbench.MovedClock;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Due;
import timerbench.service.store.DueStore;
import timerbench.service.store.Settlement;
import timerbench.service.store.Store;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Burden;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Slowdown;
import timerbench.service.timer.Timer;

/** The engine's steps, made by hand, with a client and a clock of the test. */
class FiringTest {
    private static final Duration TERM = Duration.ofSeconds(5);
    private static final RetryPolicy TWICE =
            new RetryPolicy(2, Optional.empty(), Duration.ofMillis(10), 1, Duration.ofMillis(10));
    private static final String GOOD = "http://good:80/";
    private static final String SLOW = "http://slow:80/";

    /** Room for timers, but for four that may wait for receivers. */
    private static final int CAPACITY = 16;

    private final MovedClock clock = new MovedClock();
    private final Store store = MemoryStore.open(new Shards(2));
    private final WatchedStore due = new WatchedStore(store.due());
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<String> sent = new ArrayList<>();
    private final List<Promise<Answer>> slow = new ArrayList<>();
    private final LookAhead lookAhead = new LookAhead(clock, Duration.ofSeconds(1), Duration.ZERO, CAPACITY, 4);
    private long nanoTime;
    private final Ownership ownership =
            new Ownership(store.leases(), 2, "instance", TERM, () -> nanoTime, shard -> false, registry);
    private final Permits permits = new Permits(8);
    private final EngineMetrics metrics = new EngineMetrics(registry, lookAhead, store.shards());
    private final Settling settling = new Settling(due, lookAhead, metrics, clock, permits);
    private Consumer<Attempt> connecting = attempt -> {};
    private Function<Attempt, Future<Answer>> client = attempt -> Future.succeededFuture(new Answer.Succeeded());

    /** A store whose calls may be made to fail. */
    private static final class WatchedStore implements DueStore {
        private final DueStore store;
        private Consumer<Claim> reading = claim -> {};
        private Consumer<Settlement> settling = settlement -> {};

        WatchedStore(DueStore store) {
            this.store = store;
        }

        @Override
        public List<Due> before(Instant end, Collection<Integer> shards, int limit) {
            return store.before(end, shards, limit);
        }

        @Override
        public List<Optional<Attempt>> attempts(List<Claim> claims) {
            claims.forEach(reading);
            return store.attempts(claims);
        }

        @Override
        public void settle(List<Settlement> settlements) {
            settlements.forEach(settling);
            store.settle(settlements);
        }

        @Override
        public Map<Integer, Long> pending(Collection<Integer> shards) {
            return store.pending(shards);
        }
    }

    private final class Client implements CallbackClient {
        @Override
        public Future<Answer> send(Attempt attempt, BooleanSupplier maySend) {
            connecting.accept(attempt);
            if (!maySend.getAsBoolean()) {
                return Future.succeededFuture(new Answer.Withdrawn());
            }
            sent.add(attempt.timer().key().timerId());
            if (attempt.timer().callbackUrl().equals(SLOW)) {
                Promise<Answer> answer = Promise.promise();
                slow.add(answer);
                return answer.future();
            }
            return client.apply(attempt);
        }

        @Override
        public Thread thread() {
            return Thread.currentThread();
        }

        @Override
        public void close() {}
    }

    private final Firing firing = new Firing(
            due,
            store.shards(),
            lookAhead,
            ownership,
            permits,
            new Sending(
                    new Client(), permits, lookAhead, ownership, settling, metrics, clock, new Burden(Slowdown.NONE)),
            clock);

    @BeforeEach
    void takeTheShards() {
        ownership.beat();
    }

    private Timer put(String id, String url) {
        return put(EngineTimers.timer(id, clock.instant(), url, TWICE, Duration.ofSeconds(1)));
    }

    private Timer put(String id, Instant executeAt) {
        return put(EngineTimers.timer(id, executeAt, GOOD, TWICE, Duration.ofSeconds(1)));
    }

    private Timer put(Timer timer) {
        store.timers().put(List.of(timer));
        lookAhead.changed(timer.key(), Optional.of(timer.executeAt()));
        return timer;
    }

    private void put(String prefix, int count, String url) {
        IntStream.range(0, count).forEach(i -> put(prefix + i, url));
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static boolean isBad(Claim claim) {
        return claim.key().timerId().startsWith("bad");
    }

    private long pending() {
        return store.due().pending(List.of(0, 1)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void assertAllPermitsAreBack() throws InterruptedException {
        assertThat(permits.await(Duration.ZERO)).isEqualTo(8);
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IllegalArgumentException("port out of range: 70000"),
                new AssertionError("on purpose"),
                new StackOverflowError("on purpose"),
                new Error("on purpose"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void aCallbackThatCannotBeSentIsAFailedAttemptAndTheOthersAreSent(Throwable thrown) throws InterruptedException {
        client = attempt -> {
            if (attempt.timer().key().timerId().startsWith("bad")) {
                FiringTest.<RuntimeException>sneak(thrown);
            }
            return Future.succeededFuture(new Answer.Succeeded());
        };
        put("bad", 3, GOOD);
        put("t", 5, GOOD);
        firing.step();
        assertThat(sent).containsAll(ids("t", 5)).hasSize(8);
        settling.step();
        assertAllPermitsAreBack();
        assertThat(pending()).isEqualTo(3);
        clock.move(Duration.ofMillis(10));
        firing.step();
        settling.step();
        assertThat(pending()).as("each had its two attempts").isZero();
        assertThat(registry.get("timerbench.service.timers.given.up").counter().count())
                .isEqualTo(3);
        assertAllPermitsAreBack();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aClientWhoseFutureFailsFailsThatAttemptOnly() throws InterruptedException {
        client = attempt -> Future.failedFuture("on purpose");
        put("t", GOOD);
        firing.step();
        settling.step();
        assertThat(pending()).isEqualTo(1);
        assertAllPermitsAreBack();
    }

    @Test
    void aBrokenJvmIsReportedAsTheEndOfItsThreadWouldBe() throws InterruptedException {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        List<Throwable> reported = new ArrayList<>();
        thread.setUncaughtExceptionHandler((dying, failure) -> reported.add(failure));
        try {
            Error broken = new NoClassDefFoundError("on purpose");
            client = attempt -> {
                throw broken;
            };
            put("t", GOOD);
            firing.step();
            assertThat(reported).containsExactly(broken);
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
    }

    @Test
    void aTimerThatCannotBeReadIsLetGoAndTheOthersAreSent() throws InterruptedException {
        due.reading = claim -> {
            if (isBad(claim)) {
                throw new StoreException("a row that cannot be read", null);
            }
        };
        put("bad", 1, GOOD);
        put("t", 5, GOOD);
        firing.step();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(ids("t", 5));
        settling.step();
        assertAllPermitsAreBack();
        assertThat(lookAhead.room()).as("none is left in it").isEqualTo(CAPACITY);
    }

    @Test
    void timersThatADatabaseDoesNotAnswerForAreTakenAgain() throws InterruptedException {
        due.reading = claim -> {
            throw new StoreUnavailableException("gone", null);
        };
        put("t", 2, GOOD);
        assertThatThrownBy(firing::step).isInstanceOf(StoreUnavailableException.class);
        due.reading = claim -> {};
        firing.step();
        assertThat(sent).containsExactlyInAnyOrder("t0", "t1");
    }

    @Test
    void aSettlementThatTheDatabaseRefusesHoldsUpNoOther() throws InterruptedException {
        due.settling = settlement -> {
            if (isBad(settlement.claim())) {
                throw new StoreException("refused", null);
            }
        };
        put("bad", 1, GOOD);
        put("t", 5, GOOD);
        firing.step();
        settling.step();
        assertThat(pending()).isEqualTo(1);
        assertThat(permits.await(Duration.ZERO))
                .as("the refused one has its permit still")
                .isEqualTo(7);
        due.settling = settlement -> {};
        settling.step();
        assertThat(pending()).isZero();
        assertThat(sent).doesNotHaveDuplicates();
        assertAllPermitsAreBack();
    }

    @Test
    void aBatchThatADatabaseDoesNotAnswerForIsSettledByTheNextStep() throws InterruptedException {
        due.settling = settlement -> {
            throw new StoreUnavailableException("gone", null);
        };
        put("t", 5, GOOD);
        firing.step();
        assertThatThrownBy(settling::step).isInstanceOf(StoreUnavailableException.class);
        due.settling = settlement -> {};
        settling.step();
        assertThat(pending()).isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aReceiverThatDoesNotAnswerDelaysOnlyItself() throws InterruptedException {
        put("slow", 8, SLOW);
        put("t", 2, GOOD);
        firing.step();
        firing.step();
        assertThat(sent).containsExactly("slow0", "slow1", "slow2", "slow3", "slow4", "slow5", "t0", "t1");
        assertThat(registry.get("timerbench.service.timers.waiting").gauge().value())
                .isEqualTo(2);
        assertThat(registry.get("timerbench.service.timers.due").gauge().value())
                .isEqualTo(2);
        assertThat(lookAhead.isBusy(key -> key.timerId().equals("slow6")))
                .as("a timer that waits may be handed over with its shard")
                .isFalse();
    }

    @Test
    void timersThatWaitAreSentInTheirOrderWhenTheirReceiverAnswers() throws InterruptedException {
        put("slow", 8, SLOW);
        firing.step();
        assertThat(sent).hasSize(6);
        slow.get(3).complete(new Answer.Succeeded());
        settling.step();
        firing.step();
        assertThat(sent).hasSize(7).endsWith("slow6");
        slow.forEach(answer -> answer.tryComplete(new Answer.Succeeded()));
        settling.step();
        firing.step();
        slow.forEach(answer -> answer.tryComplete(new Answer.Succeeded()));
        settling.step();
        assertThat(sent).containsExactlyElementsOf(ids("slow", 8));
        assertThat(pending()).isZero();
        assertThat(registry.get("timerbench.service.timers.waiting").gauge().value())
                .isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aTimerThatIsDeletedOrMovedWhileItWaitsIsNotSent() throws InterruptedException {
        put("slow", 8, SLOW);
        firing.step();
        Timer deleted = EngineTimers.timer("slow6", clock.instant());
        store.timers().delete(List.of(deleted.key()));
        lookAhead.changed(deleted.key(), Optional.empty());
        Timer moved = EngineTimers.timer("slow7", clock.in(Duration.ofHours(1)), SLOW, TWICE, Duration.ofSeconds(1));
        store.timers().put(List.of(moved));
        lookAhead.changed(moved.key(), Optional.of(moved.executeAt()));
        assertThat(lookAhead.waiting()).isZero();
        slow.forEach(answer -> answer.complete(new Answer.Succeeded()));
        settling.step();
        assertThat(lookAhead.takeDue(8, Duration.ZERO)).isEmpty();
        assertThat(pending()).isEqualTo(1);
    }

    @Test
    void aTimerThatIsDeletedOrMovedWhileTheClientConnectsIsNotSent() throws InterruptedException {
        connecting = attempt -> {
            Timer timer = attempt.timer();
            if (timer.key().timerId().equals("t0")) {
                store.timers().delete(List.of(timer.key()));
                lookAhead.changed(timer.key(), Optional.empty());
            } else if (timer.key().timerId().equals("t1")) {
                put("t1", clock.in(Duration.ofMillis(10)));
            }
        };
        put("t", 3, GOOD);
        firing.step();
        assertThat(sent).containsExactly("t2");
        settling.step();
        assertAllPermitsAreBack();
        connecting = attempt -> {};
        clock.move(Duration.ofMillis(10));
        firing.step();
        settling.step();
        assertThat(sent).as("at its new instant").containsExactly("t2", "t1");
        assertThat(Scraped.value(registry, "timerbench_service_lateness_seconds_count"))
                .isEqualTo(2);
        assertThat(pending()).isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aCallbackWhoseLeaseRanOutWhileTheProcessWasStoppedIsNotSent() throws InterruptedException {
        connecting = attempt -> nanoTime = TERM.toNanos();
        put("t", 2, GOOD);
        firing.step();
        assertThat(sent).isEmpty();
        assertAllPermitsAreBack();
        assertThat(lookAhead.room()).as("none is left in it").isEqualTo(CAPACITY);
        assertThat(pending()).as("they are the next owner's").isEqualTo(2);
    }

    @Test
    void timersBeyondThoseThatMayWaitArePutOffInTheStoreAndLeaveRoomForOthers() throws InterruptedException {
        put("slow", 11, SLOW);
        firing.step();
        assertThat(sent).hasSize(6);
        assertThat(lookAhead.waiting()).as("half of the four that may wait").isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            firing.step();
            settling.step();
        }
        assertThat(registry.get("timerbench.service.timers.deferred").counter().count())
                .isEqualTo(3);
        assertThat(permits.await(Duration.ZERO)).isEqualTo(2);
        put("t", 2, GOOD);
        firing.step();
        assertThat(sent).endsWith("t0", "t1");
    }

    @Test
    void aTimerThatWasPutOffKeepsItsInstantAndItsAttempts() throws InterruptedException {
        Instant start = clock.instant();
        put("slow", 9, SLOW);
        firing.step();
        firing.step();
        settling.step();
        slow.forEach(answer -> answer.complete(new Answer.Succeeded()));
        settling.step();
        firing.step();
        slow.forEach(answer -> answer.tryComplete(new Answer.Succeeded()));
        settling.step();
        assertThat(pending()).isEqualTo(1);

        clock.move(Duration.ofSeconds(1));
        Due again = due.before(clock.in(Duration.ofMillis(1)), List.of(0, 1), 9).get(0);
        assertThat(again.dueAt()).isEqualTo(start.plusSeconds(1));
        lookAhead.add(again.key(), again.dueAt());
        firing.step();
        assertThat(sent).hasSize(9).endsWith(again.key().timerId());
        assertThat(Scraped.value(registry, "timerbench_service_lateness_seconds_sum"))
                .as("lateness is counted from executeAt")
                .isEqualTo(1);
        assertThat(store.timers().get(List.of(again.key())).get(0).orElseThrow().executeAt())
                .isEqualTo(start);
    }
}

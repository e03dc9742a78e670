package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import timerbench.UncaughtFailures;
import timerbench.service.store.BatchQueue;
import timerbench.service.store.OverloadedException;
import timerbench.service.store.Page;
import timerbench.service.store.QueueSettings;
import timerbench.service.store.StoreException;
import timerbench.service.store.TimerQuery;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

class BatchQueueTest {
    private final GatedStore store = new GatedStore();
    private final BatchQueue queue =
            new BatchQueue(store, new Shards(1), new QueueSettings(1, 10, 20, 1 << 20), new SimpleMeterRegistry());

    @AfterEach
    void close() {
        store.gate.countDown();
        queue.close();
    }

    private static Timer timer(String id) {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        return new Timer(
                new TimerKey("g", id),
                now,
                "http://x/",
                Optional.empty(),
                RetryPolicy.DEFAULT,
                Duration.ofSeconds(1),
                now,
                now);
    }

    private List<CompletableFuture<Timer>> putBehindAClosedGate(int count) throws InterruptedException {
        List<CompletableFuture<Timer>> answers = new ArrayList<>(List.of(queue.put(timer("first"))));
        assertThat(store.entered.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < count; i++) {
            answers.add(queue.put(timer("t" + i)));
        }
        return answers;
    }

    @Test
    void requestsThatWaitShareABatchOfAtMostItsSize() throws Exception {
        List<CompletableFuture<Timer>> answers = putBehindAClosedGate(15);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        store.gate.countDown();
        for (var answer : answers) {
            answer.get(10, TimeUnit.SECONDS);
        }
        assertThat(store.batches.stream().map(List::size)).containsExactly(1, 10, 5);
    }

    @Test
    void twoRequestsForOneTimerNeverShareABatch() throws Exception {
        putBehindAClosedGate(0);
        CompletableFuture<Timer> one = queue.put(timer("same"));
        CompletableFuture<Timer> two = queue.put(timer("same"));
        store.gate.countDown();
        one.get(10, TimeUnit.SECONDS);
        two.get(10, TimeUnit.SECONDS);
        assertThat(store.batches).hasSize(3).allMatch(batch -> batch.size() == 1);
    }

    @Test
    void aFullQueueRefusesAtOnceAndTakesAgainWhenThereIsRoom() throws Exception {
        List<CompletableFuture<Timer>> answers = putBehindAClosedGate(25);
        assertThat(answers.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(6);
        assertThatThrownBy(() -> answers.get(25).join()).hasCauseInstanceOf(OverloadedException.class);
        store.gate.countDown();
        answers.get(19).get(10, TimeUnit.SECONDS);
        assertThat(queue.put(timer("later")).get(10, TimeUnit.SECONDS)).isEqualTo(timer("later"));
    }

    @Test
    void aRequestThatTheStoreRefusesDoesNotFailItsNeighbours() throws Exception {
        putBehindAClosedGate(0);
        CompletableFuture<Timer> good = queue.put(timer("good"));
        CompletableFuture<Timer> bad = queue.put(timer("refused"));
        store.gate.countDown();
        assertThat(good.get(10, TimeUnit.SECONDS)).isEqualTo(timer("good"));
        assertThatThrownBy(bad::join).hasCauseInstanceOf(StoreException.class);
    }

    @Test
    void anErrorEndsTheThreadAndIsHeardOf() throws Exception {
        putBehindAClosedGate(0);
        try (UncaughtFailures failures = new UncaughtFailures()) {
            var unanswered = queue.put(timer("error"));
            store.gate.countDown();
            assertThat(failures.next()).isInstanceOf(NoClassDefFoundError.class);
            assertThat(queue.threads()).hasSize(1);
            queue.threads().get(0).join(TimeUnit.SECONDS.toMillis(20));
            assertThat(queue.threads()).noneMatch(Thread::isAlive);
            assertThat(unanswered).isNotDone();
        }
    }

    /** Holds its first call until the gate opens, and notes what came in each batch. */
    private static final class GatedStore implements TimerStore {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final List<List<Timer>> batches = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void put(List<Timer> timers) {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (timers.stream().anyMatch(timer -> timer.key().timerId().equals("refused"))) {
                throw new StoreException("refused", null);
            }
            if (timers.stream().anyMatch(timer -> timer.key().timerId().equals("error"))) {
                throw new NoClassDefFoundError("on purpose");
            }
            batches.add(timers);
        }

        @Override
        public List<Optional<Timer>> get(List<TimerKey> keys) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Optional<Timer>> update(List<TimerChange> changes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Boolean> delete(List<TimerKey> keys) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page list(TimerQuery query) {
            throw new UnsupportedOperationException();
        }
    }
}

package timerbench.service.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.DueStore;
import timerbench.service.store.Settlement;

/** Writes what becomes of timers whose callbacks were answered, in batches. */
final class Settling {
    private static final int BATCH = 500;

    /** Waited for more to come: a commit each would cost the database more than the callbacks do. */
    private static final long GATHER_MILLIS = 15;

    private static final long WAIT_MILLIS = 500;

    /** An attempt whose answer has come. */
    record Answered(Pending pending, Claim claim, Attempt attempt, Answer answer, Instant sentAt) {}

    private record Settled(Answered answered, Optional<Settlement.Next> next) {
        Settlement settlement() {
            return new Settlement(answered.claim, answered.attempt.revision(), next);
        }
    }

    private final DueStore store;
    private final LookAhead lookAhead;
    private final EngineMetrics metrics;
    private final InstantSource clock;
    private final Semaphore room;
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private List<Settled> unwritten = List.of();

    /** @param room where a place is given back for every attempt that was settled */
    Settling(DueStore store, LookAhead lookAhead, EngineMetrics metrics, InstantSource clock, Semaphore room) {
        this.store = store;
        this.lookAhead = lookAhead;
        this.metrics = metrics;
        this.clock = clock;
        this.room = room;
    }

    void add(Answered answered) {
        answers.add(answered);
    }

    /** Settles a batch; one that could not be written is written by the next step. */
    void step() throws InterruptedException {
        if (unwritten.isEmpty()) {
            unwritten = gather();
        }
        if (unwritten.isEmpty()) {
            return;
        }
        store.settle(unwritten.stream().map(Settled::settlement).toList());
        for (Settled settled : unwritten) {
            metrics.settled(settled.answered.answer, settled.next);
            lookAhead.done(settled.answered.pending, settled.next.map(Settlement.Next::dueAt));
            room.release();
        }
        unwritten = List.of();
    }

    private List<Settled> gather() throws InterruptedException {
        List<Answered> batch = new ArrayList<>();
        Answered first = answers.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        batch.add(first);
        if (answers.size() < BATCH) {
            TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        }
        answers.drainTo(batch, BATCH - 1);
        return batch.stream().map(this::settle).toList();
    }

    private Settled settle(Answered answered) {
        return new Settled(answered, Outcome.of(answered.attempt, answered.answer, answered.sentAt, clock.instant()));
    }
}

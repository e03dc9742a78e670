package timerbench.service.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.DueStore;
import timerbench.service.store.Settlement;
import timerbench.service.store.StoreUnavailableException;

/** Writes the outcomes of answered callbacks, in batches. */
final class Settling {
    private static final int BATCH = 500;

    /** How long a batch waits for more outcomes: one commit each would cost the database more than the callbacks do. */
    private static final long GATHER_MILLIS = 15;

    private static final long WAIT_MILLIS = 500;

    /** An attempt that was made, or postponed, at this instant. */
    record Sent(Pending pending, Claim claim, Attempt attempt, Instant at) {}

    private record Answered(Sent sent, Answer answer) {}

    private record Settled(Answered answered, Optional<Settlement.Next> next) {
        Settlement settlement() {
            return new Settlement(answered.sent.claim, answered.sent.attempt.revision(), next);
        }
    }

    private final DueStore store;
    private final LookAhead lookAhead;
    private final EngineMetrics metrics;
    private final InstantSource clock;
    private final Permits permits;
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private final Warnings refusals = new Warnings("the outcome of a timer's callback could not be stored");
    private final Queue<Settled> refused = new ArrayDeque<>();
    private List<Settled> unwritten = List.of();

    /** @param permits one is given back for each settled attempt */
    Settling(DueStore store, LookAhead lookAhead, EngineMetrics metrics, InstantSource clock, Permits permits) {
        this.store = store;
        this.lookAhead = lookAhead;
        this.metrics = metrics;
        this.clock = clock;
        this.permits = permits;
    }

    /** Adds the answer of an attempt. The attempt's permit is given back when its outcome is stored. */
    void add(Sent sent, Answer answer) {
        answers.add(new Answered(sent, answer));
    }

    /**
     * Settles a batch. A batch that could not be written is kept for the next step. A batch that the database refuses
     * is written one by one, so that a refused timer does not hold up the others; that timer is tried again and
     * again.
     */
    void step() throws InterruptedException {
        if (unwritten.isEmpty()) {
            unwritten = gather();
        }
        List<Settled> batch = unwritten;
        boolean written = write(batch);
        unwritten = List.of();
        if (written) {
            batch.forEach(this::done);
        } else {
            refused.addAll(batch);
        }
        retryRefused();
    }

    private void retryRefused() {
        for (int left = refused.size(); left > 0; left--) {
            boolean written = write(List.of(refused.element()));
            Settled settled = refused.remove();
            if (written) {
                done(settled);
            } else {
                refused.add(settled);
            }
        }
    }

    /** Returns whether the database accepted the batch; throws if that is not known. */
    private boolean write(List<Settled> batch) {
        try {
            if (!batch.isEmpty()) {
                store.settle(batch.stream().map(Settled::settlement).toList());
            }
            return true;
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            refusals.add(e);
            return false;
        }
    }

    private void done(Settled settled) {
        try {
            metrics.settled(settled.answered.answer, settled.next);
        } finally {
            letGo(settled.answered, settled.next.map(Settlement.Next::dueAt));
        }
    }

    private void letGo(Answered answered, Optional<Instant> nextDueAt) {
        try {
            lookAhead.done(answered.sent.pending, nextDueAt);
        } finally {
            permits.giveBack();
        }
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
        return batch.stream().flatMap(answered -> settled(answered).stream()).toList();
    }

    /**
     * Returns the attempt with its outcome. If the outcome cannot be determined, the timer is let go and fires again.
     */
    private Optional<Settled> settled(Answered answered) {
        Sent sent = answered.sent;
        try {
            return Optional.of(
                    new Settled(answered, Outcome.of(sent.attempt, answered.answer, sent.at, clock.instant())));
        } catch (RuntimeException e) {
            refusals.add(e);
            letGo(answered, Optional.empty());
            return Optional.empty();
        }
    }
}

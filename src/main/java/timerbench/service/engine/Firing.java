package timerbench.service.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.DueStore;
import timerbench.service.store.Lease;
import timerbench.service.timer.Burden;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Slowdown;

/**
 * Reads timers shortly before their instants, so that those of a few milliseconds share one call to the database, and sends
 * their callbacks when these have come. A change made through this process is heeded until the very sending: an update or
 * delete that has been answered is honoured.
 */
final class Firing {
    private static final int BATCH = 100;
    private static final Duration WAIT = Duration.ofMillis(500);

    private final DueStore store;
    private final Shards shards;
    private final LookAhead lookAhead;
    private final Ownership ownership;
    private final CallbackClient client;
    private final Settling settling;
    private final EngineMetrics metrics;
    private final InstantSource clock;
    private final Semaphore room;
    private final Burden burden;

    /** @param room for callbacks that are in flight or not settled; whoever settles one gives it back */
    Firing(
            DueStore store,
            Shards shards,
            LookAhead lookAhead,
            Ownership ownership,
            CallbackClient client,
            Settling settling,
            EngineMetrics metrics,
            InstantSource clock,
            Semaphore room,
            Slowdown slowdown) {
        this.store = store;
        this.shards = shards;
        this.lookAhead = lookAhead;
        this.ownership = ownership;
        this.client = client;
        this.settling = settling;
        this.metrics = metrics;
        this.clock = clock;
        this.room = room;
        this.burden = new Burden(slowdown);
    }

    /** Fires what is due, once there is room for its callbacks, or nothing if nothing comes due for a while. */
    void step() throws InterruptedException {
        if (!room.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        room.release();
        List<Pending> due = lookAhead.takeDue(Math.min(BATCH, room.availablePermits()), WAIT);
        List<Pending> owned = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (Pending pending : due) {
            Optional<Lease> lease = ownership.lease(shards.of(pending.key));
            if (lease.isPresent()) {
                owned.add(pending);
                claims.add(new Claim(pending.key, lease.get(), pending.dueAt));
            } else {
                lookAhead.done(pending, Optional.empty());
            }
        }
        if (!claims.isEmpty()) {
            fire(owned, claims);
        }
    }

    private void fire(List<Pending> due, List<Claim> claims) {
        List<Optional<Attempt>> attempts;
        try {
            attempts = store.attempts(claims);
        } catch (RuntimeException e) {
            due.forEach(pending -> lookAhead.done(pending, Optional.of(pending.dueAt)));
            throw e;
        }
        for (int i = 0; i < claims.size(); i++) {
            Pending pending = due.get(i);
            Optional<Attempt> attempt = attempts.get(i);
            if (attempt.isEmpty() || attempt.get().dueAt().isAfter(pending.dueAt)) {
                lookAhead.done(pending, attempt.map(Attempt::dueAt));
                continue;
            }
            awaitInstant(attempt.get().dueAt());
            if (lookAhead.maySend(pending)) {
                send(pending, claims.get(i), attempt.get());
            }
        }
    }

    private void awaitInstant(Instant due) {
        for (long nanos = left(due); nanos > 0; nanos = left(due)) {
            LockSupport.parkNanos(nanos);
        }
    }

    private long left(Instant due) {
        return clock.instant().until(due, ChronoUnit.NANOS);
    }

    private void send(Pending pending, Claim claim, Attempt attempt) {
        // One thread takes, and it has seen the room.
        room.acquireUninterruptibly();
        burden.bear(1);
        Instant sentAt = clock.instant();
        long start = System.nanoTime();
        metrics.sent(attempt, sentAt);
        client.send(attempt).onSuccess(answer -> {
            metrics.answered(answer, System.nanoTime() - start);
            settling.add(new Settling.Answered(pending, claim, attempt, answer, sentAt));
        });
    }
}

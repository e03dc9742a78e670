package timerbench.service.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.DueStore;
import timerbench.service.store.Lease;
import timerbench.service.store.StoreUnavailableException;
import timerbench.service.timer.Shards;

/**
 * Reads timers shortly before their instants, so that the timers of a few milliseconds share one call to the
 * database, and sends their callbacks at their instants. A change made through this process takes effect until the
 * callback is sent: an update or delete that was answered is honoured.
 */
final class Firing {
    private static final int BATCH = 100;
    private static final Duration WAIT = Duration.ofMillis(500);

    private final DueStore store;
    private final Shards shards;
    private final LookAhead lookAhead;
    private final Ownership ownership;
    private final Permits permits;
    private final Sending sending;
    private final InstantSource clock;
    private final Warnings failures = new Warnings("a timer that is due could not be fired");

    /** A timer that is about to be fired, and the lease for its shard. */
    private record Taken(Pending pending, Claim claim) {}

    Firing(
            DueStore store,
            Shards shards,
            LookAhead lookAhead,
            Ownership ownership,
            Permits permits,
            Sending sending,
            InstantSource clock) {
        this.store = store;
        this.shards = shards;
        this.lookAhead = lookAhead;
        this.ownership = ownership;
        this.permits = permits;
        this.sending = sending;
        this.clock = clock;
    }

    /** Waits for permits and due timers, and fires them; returns after a while if no timer is due. */
    void step() throws InterruptedException {
        int most = Math.min(BATCH, permits.await(WAIT));
        if (most == 0) {
            return;
        }
        List<Taken> taken = new ArrayList<>();
        for (Pending pending : lookAhead.takeDue(most, WAIT)) {
            Optional<Lease> lease = ownership.lease(shards.of(pending.key));
            if (lease.isPresent()) {
                taken.add(new Taken(pending, new Claim(pending.key, lease.get(), pending.dueAt)));
            } else {
                lookAhead.done(pending, Optional.empty());
            }
        }
        if (!taken.isEmpty()) {
            fire(taken);
        }
    }

    private void fire(List<Taken> taken) {
        List<Optional<Attempt>> attempts;
        try {
            attempts = store.attempts(taken.stream().map(Taken::claim).toList());
        } catch (StoreUnavailableException e) {
            taken.forEach(each -> lookAhead.done(each.pending, Optional.of(each.pending.dueAt)));
            throw e;
        } catch (RuntimeException e) {
            readEach(taken, e);
            return;
        }
        for (int i = 0; i < taken.size(); i++) {
            fire(taken.get(i), attempts.get(i));
        }
    }

    /** Reads the timers one by one: a timer that cannot be read must not hold up the others. */
    private void readEach(List<Taken> taken, RuntimeException failure) {
        if (taken.size() > 1) {
            taken.forEach(each -> fire(List.of(each)));
        } else {
            letGo(taken.get(0).pending, failure);
        }
    }

    private void fire(Taken taken, Optional<Attempt> attempt) {
        Pending pending = taken.pending;
        if (attempt.isEmpty() || attempt.get().dueAt().isAfter(pending.dueAt)) {
            lookAhead.done(pending, attempt.map(Attempt::dueAt));
            return;
        }
        try {
            awaitInstant(attempt.get().dueAt());
            sending.send(pending, taken.claim, attempt.get());
        } catch (RuntimeException e) {
            letGo(pending, e);
        }
    }

    /** Lets the timer go. The next read of due timers finds it again. */
    private void letGo(Pending pending, RuntimeException failure) {
        failures.add(failure);
        lookAhead.done(pending, Optional.empty());
    }

    private void awaitInstant(Instant due) {
        for (long nanos = left(due); nanos > 0; nanos = left(due)) {
            LockSupport.parkNanos(nanos);
        }
    }

    private long left(Instant due) {
        return clock.instant().until(due, ChronoUnit.NANOS);
    }
}

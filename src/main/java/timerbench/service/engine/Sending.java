package timerbench.service.engine;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.store.Lease;
import timerbench.service.timer.Burden;

/**
 * Sends callbacks, each within the share of its address. Any failure of a callback is a failed attempt of its timer and
 * does not affect others.
 */
final class Sending {
    private final CallbackClient client;
    private final Permits permits;
    private final LookAhead lookAhead;
    private final Ownership ownership;
    private final Settling settling;
    private final EngineMetrics metrics;
    private final InstantSource clock;
    private final Burden burden;
    private final Warnings warnings = new Warnings("a callback was not sent");

    Sending(
            CallbackClient client,
            Permits permits,
            LookAhead lookAhead,
            Ownership ownership,
            Settling settling,
            EngineMetrics metrics,
            InstantSource clock,
            Burden burden) {
        this.client = client;
        this.permits = permits;
        this.lookAhead = lookAhead;
        this.ownership = ownership;
        this.settling = settling;
        this.metrics = metrics;
        this.clock = clock;
        this.burden = burden;
    }

    /** Sends the callback of a timer that was taken if its address has a share left; otherwise makes the timer wait. */
    void send(Pending pending, Claim claim, Attempt attempt) {
        CallbackUrl.Address address = CallbackUrl.addressOf(attempt.timer().callbackUrl());
        Settling.Sent sent = new Settling.Sent(pending, claim, attempt, clock.instant());
        if (permits.share(address) == 0) {
            hold(sent, address);
        } else if (lookAhead.maySend(pending)) {
            permits.take(address);
            call(sent, address);
        }
    }

    private void hold(Settling.Sent sent, CallbackUrl.Address address) {
        if (lookAhead.hold(sent.pending(), address)) {
            // The last callback that the timer waits for may have been answered just now.
            lookAhead.resume(address, permits.share(address));
        } else if (lookAhead.maySend(sent.pending())) {
            permits.take();
            metrics.deferred();
            settling.add(sent, new Answer.Deferred());
        }
    }

    private void call(Settling.Sent sent, CallbackUrl.Address address) {
        long start = System.nanoTime();
        ask(sent).onComplete(done -> {
            Answer answer = done.succeeded() ? done.result() : failed(done.cause());
            try {
                metrics.answered(answer, System.nanoTime() - start);
            } finally {
                end(sent, address, answer);
                // At least one: if none of its callbacks is in flight, nothing else wakes the waiting timers.
                lookAhead.resume(address, Math.max(1, permits.share(address)));
            }
        });
    }

    private void end(Settling.Sent sent, CallbackUrl.Address address, Answer answer) {
        if (answer instanceof Answer.Withdrawn) {
            lookAhead.done(sent.pending(), Optional.empty());
            permits.withdrawn(address);
        } else {
            settling.add(sent, answer);
            permits.answered(address, !(answer instanceof Answer.Failed));
        }
    }

    private Future<Answer> ask(Settling.Sent sent) {
        try {
            burden.bear(1);
            return client.send(sent.attempt(), () -> mayStillSend(sent));
        } catch (Throwable e) {
            return Future.failedFuture(e);
        }
    }

    /**
     * Returns whether the callback may be sent, now that it can be. The client may be behind, or this process may have
     * been stopped: the timer may have been changed meanwhile, or another instance may have its shard.
     */
    private boolean mayStillSend(Settling.Sent sent) {
        Lease lease = sent.claim().lease();
        boolean may = lookAhead.isUnchanged(sent.pending())
                && ownership.lease(lease.shard()).filter(lease::equals).isPresent();
        if (may) {
            metrics.sent(sent.attempt(), lease.shard(), clock.instant());
        }
        return may;
    }

    private Answer failed(Throwable failure) {
        warnings.add(failure);
        if (isBroken(failure)) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
        return new Answer.Failed(String.valueOf(failure.getMessage()));
    }

    /** Returns whether the JVM itself is broken: a class that failed to load once fails every later callback. */
    private static boolean isBroken(Throwable failure) {
        return failure instanceof LinkageError
                || (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError));
    }
}

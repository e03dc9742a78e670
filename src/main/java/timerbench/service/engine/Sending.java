package timerbench.service.engine;

import io.vertx.core.Future;
import java.time.InstantSource;
import timerbench.service.store.Attempt;
import timerbench.service.store.Claim;
import timerbench.service.timer.Burden;

/**
 * Sends callbacks, each within the share of its address. Any failure of a callback is a failed attempt of its timer and
 * does not affect others.
 */
final class Sending {
    private final CallbackClient client;
    private final Permits permits;
    private final LookAhead lookAhead;
    private final Settling settling;
    private final EngineMetrics metrics;
    private final InstantSource clock;
    private final Burden burden;
    private final Warnings warnings = new Warnings("a callback was not sent");

    Sending(
            CallbackClient client,
            Permits permits,
            LookAhead lookAhead,
            Settling settling,
            EngineMetrics metrics,
            InstantSource clock,
            Burden burden) {
        this.client = client;
        this.permits = permits;
        this.lookAhead = lookAhead;
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
                settling.add(sent, answer);
                permits.answered(address, !(answer instanceof Answer.Failed));
                // At least one: if none of its callbacks is in flight, nothing else wakes the waiting timers.
                lookAhead.resume(address, Math.max(1, permits.share(address)));
            }
        });
    }

    private Future<Answer> ask(Settling.Sent sent) {
        try {
            burden.bear(1);
            metrics.sent(sent.attempt(), sent.claim().lease().shard(), clock.instant());
            return client.send(sent.attempt());
        } catch (Throwable e) {
            return Future.failedFuture(e);
        }
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

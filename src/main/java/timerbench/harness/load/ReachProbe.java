package timerbench.harness.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TimerProbe;

/** Checks before the load that the target reaches the receiver, with timers that are no part of the load. */
final class ReachProbe implements Receiver.Listener {
    private static final Duration DUE_IN = Duration.ofMillis(50);

    private final Receiver.Listener others;

    /** By timer id. A callback may come before the service has answered which id it chose. */
    private final Map<String, CompletableFuture<Receiver.Callback>> arrivals = new ConcurrentHashMap<>();

    private volatile String lastMalformed = "";
    private int callbacks;

    /** @param others receives all callbacks except those of the probe */
    ReachProbe(Receiver.Listener others) {
        this.others = others;
    }

    @Override
    public void arrived(Receiver.Callback callback, Instant arrival, Reply reply) {
        if (callback.groupId().equals(TimerProbe.GROUP)) {
            arrivals.computeIfAbsent(callback.timerId(), id -> new CompletableFuture<>())
                    .complete(callback);
        } else {
            others.arrived(callback, arrival, reply);
        }
    }

    @Override
    public void malformed(String why, Instant arrival) {
        lastMalformed = "; a request came that is no callback of this dialect: " + why;
        others.malformed(why, arrival);
    }

    /**
     * Returns when the timer of every instance has been called back.
     *
     * @throws TargetException if a callback does not come in time; the message names the settings to change
     */
    void require(Target target, Receiver receiver, Duration wait) {
        String url = receiver.url(new Behaviour.Ok());
        TimerProbe timers = new TimerProbe(target);
        for (String instance : target.urls()) {
            Instant executeAt = target.dialect().representable(Instant.now().plus(DUE_IN));
            String timerId = timers.create(instance, UUID.randomUUID().toString(), executeAt, url);
            await(instance, receiver, arrivals.computeIfAbsent(timerId, id -> new CompletableFuture<>()), wait);
            callbacks++;
        }
    }

    private void await(
            String instance, Receiver receiver, CompletableFuture<Receiver.Callback> arrival, Duration wait) {
        try {
            arrival.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TargetException(
                    "target " + instance + " accepted a timer, but within " + wait.toSeconds()
                            + " s no callback came to the receiver at " + receiver.address() + lastMalformed
                            + ". If the target runs on another host, set timerbench.receiver.host to an address that it"
                            + " can reach (or 0.0.0.0), and timerbench.receiver.advertise to the address under which it"
                            + " does",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("is completed with a callback only", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted", e);
        }
    }

    /** Returns the number of timers of the probe, and so of its callbacks. */
    int callbacks() {
        return callbacks;
    }
}

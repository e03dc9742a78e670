package timerbench.harness.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.check.Secrets;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TimerProbe;
import timerbench.harness.targets.dialect.Dialect;

/** Checks before the load that the target reaches the receiver, with timers that are no part of the load. */
final class ReachProbe implements Receiver.Listener {
    /** Characters of a body that a message quotes. */
    private static final int SHOWN = 300;

    private record Arrived(Receiver.Callback callback, Instant arrival, Reply reply) {}

    private final Receiver.Listener others;
    private final ReceiverSettings.Probe settings;

    /** The ids of the probe's own timers. */
    private final Set<String> own = ConcurrentHashMap.newKeySet();

    /** What came before the probe was over. A callback may come before the service has answered which id it chose. */
    private final List<Arrived> early = new ArrayList<>();

    private @Nullable CountDownLatch awaited;
    private volatile boolean isOver;
    private volatile String lastCame = "";
    private volatile String lastMalformed = "";
    private int callbacks;

    /** @param others receives all callbacks except those of the probe */
    ReachProbe(Receiver.Listener others, ReceiverSettings.Probe settings) {
        this.others = others;
        this.settings = settings;
    }

    @Override
    public synchronized void arrived(Receiver.Callback callback, Instant arrival, Reply reply) {
        if (isOver) {
            pass(new Arrived(callback, arrival, reply));
        } else {
            early.add(new Arrived(callback, arrival, reply));
            countDown();
        }
    }

    private void pass(Arrived arrived) {
        if (!own.contains(arrived.callback().timerId())) {
            others.arrived(arrived.callback(), arrived.arrival(), arrived.reply());
        }
    }

    private void countDown() {
        if (awaited != null && hasCome()) {
            awaited.countDown();
        }
    }

    private boolean hasCome() {
        return own.stream()
                .allMatch(id -> early.stream()
                        .anyMatch(arrived -> arrived.callback().timerId().equals(id)));
    }

    @Override
    public void came(Receiver.Request request) {
        if (!isOver) {
            String body = request.body();
            lastCame = request.method() + " " + request.uri() + " "
                    + (body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body);
        }
    }

    @Override
    public void malformed(String why, Instant arrival) {
        lastMalformed = why + " in " + lastCame.strip();
        others.malformed(why, arrival);
    }

    /**
     * Returns when the timer of every instance has been called back.
     *
     * @throws TargetException if a callback does not come in time; the message says what came, or which settings to
     *     change
     */
    void require(Target target, Receiver receiver) {
        Dialect dialect = target.dialect();
        String url = receiver.url(new Behaviour.Ok());
        TimerProbe timers = new TimerProbe(target);
        for (String instance : target.urls()) {
            Instant now = Instant.now();
            Instant executeAt = dialect.representable(now.plus(dialect.facts().lead(settings.dueIn())), now);
            own.add(timers.create(instance, UUID.randomUUID().toString(), executeAt, url));
            Duration wait = Duration.between(now, executeAt)
                    .plus(dialect.facts().pollInterval())
                    .plus(settings.timeout());
            await(target, instance, receiver, wait);
            callbacks++;
        }
        end();
    }

    private synchronized void end() {
        isOver = true;
        early.forEach(this::pass);
        early.clear();
    }

    private void await(Target target, String instance, Receiver receiver, Duration wait) {
        CountDownLatch latch = new CountDownLatch(1);
        synchronized (this) {
            awaited = latch;
            countDown();
        }
        try {
            if (!latch.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TargetException("target " + instance + " accepted a timer, but "
                        + new Secrets(target.token()).struckOut(missing(receiver, wait)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted", e);
        }
    }

    private synchronized String missing(Receiver receiver, Duration wait) {
        String within = Durations.text(wait);
        if (!lastMalformed.isEmpty()) {
            return "the request that the receiver got within " + within + " is not a callback of its dialect: "
                    + lastMalformed;
        }
        if (!early.isEmpty()) {
            return "the callbacks that came to the receiver within " + within + " are of other timers, such as "
                    + early.get(0).callback().timerId() + "; its own is " + String.join(", ", own);
        }
        return "within " + within + " no callback came to the receiver at " + receiver.address()
                + ". If the target runs on another host, set timerbench.receiver.host to an address that it can reach"
                + " (or 0.0.0.0), and timerbench.receiver.advertise to the address under which it does. If it calls"
                + " later than that by design, say so in the dialect (service.pollInterval), or set"
                + " timerbench.receiver.probe.timeout";
    }

    /** Returns the number of timers of the probe, and so of its callbacks. */
    int callbacks() {
        return callbacks;
    }
}

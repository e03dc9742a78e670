package timerbench.service.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import timerbench.service.store.Due;
import timerbench.service.store.Store;
import timerbench.service.store.StoreException;
import timerbench.service.timer.Burden;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/**
 * Fires the timers of the shards for which this instance holds leases. Each timer fires at least once: if a crash
 * loses the answer of an attempt, the instance that takes the shard over repeats the attempt.
 *
 * <p>Four threads: one renews the leases, one reads the timers that are due soon, one fires them, one stores the
 * outcomes.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** The number of timers that the look-ahead holds. */
    private static final int CAPACITY = 20_000;

    /** The number of further timers that may wait for their receivers. */
    private static final int WAITING = 10_000;

    /**
     * How long before its instant a timer is read. With a longer time more timers share a call to the database; with a
     * shorter time fewer of them change after they were read.
     */
    private static final Duration LEAD = Duration.ofMillis(5);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Store store;
    private final EngineSettings settings;
    private final DatabaseClock clock;
    private final LookAhead lookAhead;
    private final Ownership ownership;
    private final CallbackClient client;
    private final Permits permits;
    private final List<Worker> workers;
    private boolean moreIsDue;

    private Engine(
            Store store,
            EngineSettings settings,
            CallbackClient client,
            DatabaseClock clock,
            PrometheusMeterRegistry registry) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.client = client;
        this.lookAhead = new LookAhead(clock, settings.lookAhead(), LEAD, CAPACITY, WAITING);
        this.ownership = new Ownership(
                store.leases(),
                store.shards().count(),
                UUID.randomUUID().toString(),
                settings.leaseTerm(),
                System::nanoTime,
                shard -> lookAhead.isBusy(key -> store.shards().of(key) == shard),
                registry);
        this.permits = new Permits(settings.callbacks());
        EngineMetrics metrics = new EngineMetrics(registry, lookAhead, store.shards());
        Settling settling = new Settling(store.due(), lookAhead, metrics, clock, permits);
        Sending sending = new Sending(
                client, permits, lookAhead, ownership, settling, metrics, clock, new Burden(settings.slowdown()));
        Firing firing = new Firing(store.due(), store.shards(), lookAhead, ownership, permits, sending, clock);
        ownership.beat();
        this.workers = List.of(
                new Worker("engine-beat", this::beat),
                new Worker("engine-read", this::read),
                new Worker("engine-fire", firing::step),
                new Worker("engine-settle", settling::step));
    }

    /** Returns the engine when it has its first leases. Callbacks go to these hosts only. */
    public static Engine start(
            Store store,
            EngineSettings settings,
            CallbackHosts hosts,
            DatabaseClock clock,
            PrometheusMeterRegistry registry) {
        CallbackClient client = new HttpCallbackClient(hosts, settings.callbacks(), settings.dialect());
        try {
            return new Engine(store, settings, client, clock, registry);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** Registers the counts of the pending timers in the shards that this instance fires, and returns them. */
    public PendingCounts pending(MeterRegistry registry) {
        return new PendingCounts(store.due(), ownership::shards, registry);
    }

    /** Records that a timer was created or changed. Call this before the request is answered. */
    public void stored(Timer timer) {
        changed(timer.key(), Optional.of(timer.executeAt()));
    }

    /** Records that a timer was deleted: its callback is no longer sent. Call this before the request is answered. */
    public void deleted(TimerKey key) {
        changed(key, Optional.empty());
    }

    private void changed(TimerKey key, Optional<Instant> dueAt) {
        if (ownership.lease(store.shards().of(key)).isPresent()) {
            lookAhead.changed(key, dueAt);
        }
    }

    private void beat() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(settings.beatPeriod().toNanos());
        ownership.beat();
        clock.measure();
    }

    private void read() throws InterruptedException {
        if (moreIsDue) {
            lookAhead.awaitRoom(settings.readPeriod());
        } else {
            TimeUnit.NANOSECONDS.sleep(settings.readPeriod().toNanos());
        }
        // An answer wakes timers that wait for its address. This wakes them if other addresses freed room, or if the
        // timer that was woken had been deleted.
        lookAhead.resume(permits::share);
        Collection<Integer> shards = ownership.shards();
        if (shards.isEmpty() || lookAhead.room() < CAPACITY / 2) {
            return;
        }
        // Timers that wait for a receiver are still due. They must not hide others.
        int limit = CAPACITY / shards.size() + lookAhead.waiting();
        List<Due> due = store.due().before(lookAhead.end(), shards, limit);
        long added = due.stream()
                .filter(each -> lookAhead.add(each.key(), each.dueAt()))
                .count();
        moreIsDue = due.size() >= limit && added > 0;
    }

    /** Returns the threads that firing depends on. */
    public List<Thread> threads() {
        return Stream.concat(workers.stream().map(Worker::thread), Stream.of(client.thread()))
                .toList();
    }

    /** Stops firing, waits briefly for the callbacks in flight, and gives up the leases. */
    @Override
    public void close() {
        workers.subList(1, 3).forEach(Worker::close);
        try {
            if (!permits.awaitAll(CLOSING)) {
                LOG.warn("callbacks are still in flight; they will be sent again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.forEach(Worker::close);
        client.close();
        try {
            ownership.leave();
        } catch (StoreException e) {
            LOG.warn("the leases could not be given up; they will expire: {}", e.getMessage());
        }
    }
}

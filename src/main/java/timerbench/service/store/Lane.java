package timerbench.service.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * A thread that runs the batches of its part of the shards, one after the other. Its monitor guards the waiting
 * requests. A throwable that no request can be answered with, such as an error, ends the thread and reaches its
 * uncaught exception handler.
 */
final class Lane {
    final Batches<Timer, Timer> puts;
    final Batches<TimerKey, Optional<Timer>> gets;
    final Batches<TimerChange, Optional<Timer>> updates;
    final Batches<TimerKey, Boolean> deletes;
    final Batches<TimerQuery, Page> lists;

    private final List<Batches<?, ?>> all;
    private final Thread thread;
    private boolean stopped;

    Lane(int number, TimerStore store, QueueSettings settings, MeterRegistry metrics) {
        int size = settings.batchSize();
        puts = new Batches<>(this, "put", size, timers -> putAll(store, timers), metrics);
        gets = new Batches<>(this, "get", size, store::get, metrics);
        updates = new Batches<>(this, "update", size, store::update, metrics);
        deletes = new Batches<>(this, "delete", size, store::delete, metrics);
        lists = new Batches<>(
                this, "list", 1, queries -> queries.stream().map(store::list).toList(), metrics);
        all = List.of(puts, gets, updates, deletes, lists);
        thread = new Thread(this::run, "lane-" + number);
        thread.start();
    }

    private static List<Timer> putAll(TimerStore store, List<Timer> timers) {
        store.put(timers);
        return timers;
    }

    private void run() {
        while (awaitWork()) {
            all.forEach(Batches::runOne);
        }
    }

    private synchronized boolean awaitWork() {
        while (all.stream().allMatch(Batches::isEmpty)) {
            if (stopped) {
                return false;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a lane", e);
            }
        }
        return true;
    }

    /** The caller holds the monitor. */
    void requireRunning() {
        if (stopped) {
            throw new IllegalStateException("the service is stopping");
        }
    }

    Thread thread() {
        return thread;
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

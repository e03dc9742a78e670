package timerbench.service.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import timerbench.service.timer.TimerKey;

/**
 * The timers that are due soon, by their instants, and the timers whose callbacks are in flight. It holds keys and
 * instants only: a timer's content is read just before its instant, so an update has no copy to reach.
 */
final class LookAhead {
    private final InstantSource clock;
    private final Duration horizon;
    private final Duration lead;
    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final Map<TimerKey, Pending> known = new HashMap<>();
    private final NavigableSet<Pending> queue = new TreeSet<>(Pending.EARLIEST_FIRST);
    private final Waiting waiting;
    private long lastNumber;

    /**
     * @param horizon how far ahead timers are held here
     * @param lead how long before its instant a timer is taken
     * @param capacity the most timers that it holds; further timers are found again when there is room
     * @param waiting the most further timers that wait for receivers
     */
    LookAhead(InstantSource clock, Duration horizon, Duration lead, int capacity, int waiting) {
        this.clock = clock;
        this.horizon = horizon;
        this.lead = lead;
        this.capacity = capacity;
        this.waiting = new Waiting(waiting);
    }

    /** Returns the instant up to which timers are held here. */
    Instant end() {
        return clock.instant().plus(horizon);
    }

    /** Adds a timer that was read as due; returns false if it was here already. */
    boolean add(TimerKey key, Instant dueAt) {
        lock.lock();
        try {
            return !known.containsKey(key) && enqueue(key, dueAt);
        } finally {
            lock.unlock();
        }
    }

    /** Records that a timer was created, updated or, if it is not due any more, deleted. */
    void changed(TimerKey key, Optional<Instant> dueAt) {
        Instant soon = dueAt.filter(due -> due.isBefore(end())).orElse(null);
        lock.lock();
        try {
            Pending pending = known.get(key);
            if (pending != null && pending.isTaken()) {
                pending.changed = true;
                pending.changedDueAt = soon;
                return;
            }
            if (pending != null) {
                forget(pending);
            }
            if (soon != null) {
                enqueue(key, soon);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean enqueue(TimerKey key, Instant dueAt) {
        if (taken() >= capacity) {
            return false;
        }
        lastNumber++;
        Pending pending = new Pending(key, lastNumber, dueAt);
        known.put(key, pending);
        enqueue(pending);
        return true;
    }

    private void enqueue(Pending pending) {
        pending.state = Pending.State.QUEUED;
        queue.add(pending);
        if (queue.first() == pending) {
            earlier.signal();
        }
    }

    /** Returns how much of the capacity is in use. */
    private int taken() {
        return known.size() - waiting.size();
    }

    private void forget(Pending pending) {
        queue.remove(pending);
        waiting.remove(pending);
        known.remove(pending.key);
        if (taken() <= capacity / 2) {
            drained.signal();
        }
    }

    /** Waits for timers to take and returns at most so many; returns none when the time is up. */
    List<Pending> takeDue(int most, Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && untilFirst() > 0) {
                long sleep = Math.min(left, untilFirst());
                left -= sleep - Math.max(0, earlier.awaitNanos(sleep));
            }
            return take(most);
        } finally {
            lock.unlock();
        }
    }

    private long untilFirst() {
        return queue.isEmpty()
                ? Long.MAX_VALUE
                : clock.instant().plus(lead).until(queue.first().dueAt, ChronoUnit.NANOS);
    }

    private List<Pending> take(int most) {
        Instant end = clock.instant().plus(lead);
        List<Pending> due = new ArrayList<>();
        while (due.size() < most && !queue.isEmpty() && !queue.first().dueAt.isAfter(end)) {
            Pending pending = queue.pollFirst();
            pending.state = Pending.State.TAKEN;
            due.add(pending);
        }
        return due;
    }

    /**
     * Returns whether the timer is unchanged since it was read, so that its callback may be sent; if not, lets it go.
     */
    boolean maySend(Pending pending) {
        lock.lock();
        try {
            if (pending.changed) {
                letGo(pending, null);
                return false;
            }
            pending.state = Pending.State.SENT;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a timer whose callback is being sent has not been changed since it was read. */
    boolean isUnchanged(Pending pending) {
        lock.lock();
        try {
            return !pending.changed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes a timer that was taken wait until its receiver has a share left. Its content is not kept, so an update or
     * delete takes effect meanwhile.
     *
     * @return false if too many wait already; the timer stays taken then
     */
    boolean hold(Pending pending, CallbackUrl.Address address) {
        lock.lock();
        try {
            if (pending.changed) {
                letGo(pending, null);
                return true;
            }
            return waiting.add(pending, address);
        } finally {
            lock.unlock();
        }
    }

    /** Makes at most so many of the timers that wait for a receiver available again, the earliest first. */
    void resume(CallbackUrl.Address address, int most) {
        lock.lock();
        try {
            waiting.poll(address, most).forEach(this::enqueue);
        } finally {
            lock.unlock();
        }
    }

    /** Makes waiting timers available again: at most so many of each receiver. */
    void resume(ToIntFunction<CallbackUrl.Address> most) {
        lock.lock();
        try {
            waiting.addresses().forEach(address -> resume(address, most.applyAsInt(address)));
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many timers wait for receivers. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Lets a timer go that was taken or sent; if it is due again soon, it is queued again. */
    void done(Pending pending, Optional<Instant> nextDueAt) {
        lock.lock();
        try {
            letGo(pending, nextDueAt.orElse(null));
        } finally {
            lock.unlock();
        }
    }

    private void letGo(Pending pending, @Nullable Instant nextDueAt) {
        forget(pending);
        Instant next = pending.changed ? pending.changedDueAt : nextDueAt;
        if (next != null && next.isBefore(end())) {
            enqueue(pending.key, next);
        }
    }

    /** Waits until about half of the capacity is free, or the time is up. */
    void awaitRoom(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && taken() > capacity / 2) {
                left = drained.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many more timers fit. */
    int room() {
        lock.lock();
        try {
            return Math.max(0, capacity - taken());
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many timers wait although their instant has passed. */
    int overdue() {
        lock.lock();
        try {
            Instant now = clock.instant();
            long due = queue.stream()
                    .takeWhile(pending -> !pending.dueAt.isAfter(now))
                    .count();
            return (int) due + waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a callback of a timer of this kind is in flight, or about to be. */
    boolean isBusy(Predicate<TimerKey> kind) {
        lock.lock();
        try {
            return known.values().stream().anyMatch(pending -> pending.isTaken() && kind.test(pending.key));
        } finally {
            lock.unlock();
        }
    }
}

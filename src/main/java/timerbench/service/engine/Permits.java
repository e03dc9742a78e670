package timerbench.service.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Permits for callbacks. A callback holds one from its sending until its outcome is stored. One thread takes permits;
 * any thread gives them back.
 *
 * <p>Each address has a share of the callbacks in flight. The share starts at a sixteenth of all permits, grows by
 * one with each successful callback, and halves with each failed one. It is at most three times the number of free
 * permits. A receiver that never answers therefore holds a sixteenth; a receiver that hangs after it worked well
 * holds at most three quarters. Callbacks that are answered and not stored yet count for no address: they are
 * finished in a moment.
 */
final class Permits {
    private static final int PART_LEFT = 3;
    private static final int FIRST_PART = 16;
    private static final int LEAST_SHARE = 8;

    /** At least so many addresses are remembered; others are forgotten once none of their callbacks is in flight. */
    private static final int REMEMBERED = 1_000;

    private static final class Share {
        private int most;
        private int inFlight;

        Share(int most) {
            this.most = most;
        }
    }

    private final int most;
    private final int first;
    private final Semaphore free;
    private final Map<CallbackUrl.Address, Share> shares = new HashMap<>();
    private int inFlight;

    /** @param most the number of permits */
    Permits(int most) {
        this.most = most;
        this.first = Math.max(LEAST_SHARE, most / FIRST_PART);
        this.free = new Semaphore(most);
    }

    /** Waits for a free permit and returns how many are free; returns 0 when the time is up. */
    int await(Duration wait) throws InterruptedException {
        if (!free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return 0;
        }
        free.release();
        return free.availablePermits();
    }

    /** Returns how many more callbacks to that address may be in flight. */
    synchronized int share(CallbackUrl.Address address) {
        Share share = shares.get(address);
        int allowed = Math.min(share == null ? first : share.most, PART_LEFT * (most - inFlight));
        return Math.max(0, allowed - (share == null ? 0 : share.inFlight));
    }

    /** Takes a permit without a callback in flight. The caller has checked that one is free. */
    void take() {
        free.acquireUninterruptibly();
    }

    /** Takes a permit for a callback that is being sent. */
    void take(CallbackUrl.Address address) {
        take();
        synchronized (this) {
            if (shares.size() >= REMEMBERED && !shares.containsKey(address)) {
                shares.values().removeIf(share -> share.inFlight == 0);
            }
            shares.computeIfAbsent(address, added -> new Share(first)).inFlight++;
            inFlight++;
        }
    }

    /**
     * Records that a callback is no longer in flight. Its permit stays taken.
     *
     * @param well whether its receiver answered without a failure
     */
    synchronized void answered(CallbackUrl.Address address, boolean well) {
        Share share = landed(address);
        share.most = well ? Math.min(most, share.most + 1) : Math.max(first, share.most / 2);
    }

    /** Records that a callback was not sent after all, and gives its permit back. */
    void withdrawn(CallbackUrl.Address address) {
        synchronized (this) {
            landed(address);
        }
        giveBack();
    }

    private Share landed(CallbackUrl.Address address) {
        Share share = shares.get(address);
        share.inFlight--;
        inFlight--;
        return share;
    }

    /** Gives a permit back. */
    void giveBack() {
        free.release();
    }

    /** Waits until all permits are back; returns false when the time is up. */
    boolean awaitAll(Duration wait) throws InterruptedException {
        return free.tryAcquire(most, wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}

package timerbench.service.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Permits for callbacks: one each from its sending until its outcome is stored. One thread takes them; any thread gives them
 * back.
 *
 * <p>Of the callbacks in flight, one address has a share. It begins with a sixteenth of all permits, is larger by one for each
 * callback that is answered well, and half as large after one that is not. It is never more than three times what there is room
 * left for. A receiver that never answers thus holds a sixteenth; one that hangs after it did well holds three quarters at most.
 * Callbacks that are answered and not stored yet count for no address: they are gone in a moment, whoever answered.
 */
final class Permits {
    private static final int PART_LEFT = 3;
    private static final int FIRST_PART = 16;
    private static final int LEAST_SHARE = 8;

    /** Addresses that are remembered at least; the rest is forgotten once nothing of theirs is in flight. */
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

    /** @param most that are given out at once */
    Permits(int most) {
        this.most = most;
        this.first = Math.max(LEAST_SHARE, most / FIRST_PART);
        this.free = new Semaphore(most);
    }

    /** Returns how many may be taken, once there is one; 0 if there is none when the time is up. */
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

    /** Takes a permit for something that is no callback in flight. Whoever takes has seen that there is one. */
    void take() {
        free.acquireUninterruptibly();
    }

    /** Takes a permit for a callback that is sent now. */
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
     * Takes in that a callback is not in flight any more. Its permit is still taken.
     *
     * @param well whether its receiver answered it, and not with a failure
     */
    synchronized void answered(CallbackUrl.Address address, boolean well) {
        Share share = shares.get(address);
        share.inFlight--;
        share.most = well ? Math.min(most, share.most + 1) : Math.max(first, share.most / 2);
        inFlight--;
    }

    /** Gives a permit back. */
    void giveBack() {
        free.release();
    }

    /** Returns whether all have been given back, once they have or the time is up. */
    boolean awaitAll(Duration wait) throws InterruptedException {
        return free.tryAcquire(most, wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}

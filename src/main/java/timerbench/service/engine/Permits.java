package timerbench.service.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Permits for callbacks: one each from its sending until its outcome is stored. One thread takes them; any thread gives them
 * back.
 *
 * <p>Of the callbacks in flight, one address has a share: at most three times as many as there is room left for. A receiver
 * that does not answer thus holds three quarters, two of them six sevenths together; there is always a rest for others.
 * Callbacks that are answered and not stored yet count for no address: they are gone in a moment, whoever answered.
 */
final class Permits {
    private static final int SHARE = 3;

    private final int most;
    private final Semaphore free;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<CallbackUrl.Address, Integer> byAddress = new ConcurrentHashMap<>();

    /** @param most that are given out at once */
    Permits(int most) {
        this.most = most;
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
    int share(CallbackUrl.Address address) {
        return Math.max(0, SHARE * (most - inFlight.get()) - byAddress.getOrDefault(address, 0));
    }

    /** Takes a permit for something that is no callback in flight. Whoever takes has seen that there is one. */
    void take() {
        free.acquireUninterruptibly();
    }

    /** Takes a permit for a callback that is sent now. */
    void take(CallbackUrl.Address address) {
        take();
        inFlight.incrementAndGet();
        byAddress.merge(address, 1, Integer::sum);
    }

    /** Takes in that a callback is not in flight any more. Its permit is still taken. */
    void answered(CallbackUrl.Address address) {
        byAddress.computeIfPresent(address, (same, sent) -> sent == 1 ? null : sent - 1);
        inFlight.decrementAndGet();
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

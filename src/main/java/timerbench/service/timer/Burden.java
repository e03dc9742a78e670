package timerbench.service.timer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Burns CPU time and sleeps as a slowdown says. The system prolongs each sleep, often by more than a delay is long.
 * Delays are therefore summed up until they are worth a sleep, and the excess of a sleep is subtracted from the sum,
 * so that the average is right.
 */
public final class Burden {
    private static final long WORTH_A_SLEEP_NANOS = 500_000;

    private final Slowdown slowdown;
    private final AtomicLong owedNanos = new AtomicLong();

    public Burden(Slowdown slowdown) {
        this.slowdown = slowdown;
    }

    /** Spends the time by which a batch of so many operations is slowed down. */
    public void bear(int operations) {
        if (slowdown.isNone()) {
            return;
        }
        burn(slowdown.cpu().toNanos() * operations);
        if (owedNanos.addAndGet(slowdown.delay().toNanos()) >= WORTH_A_SLEEP_NANOS) {
            long owed = owedNanos.getAndSet(0);
            owedNanos.addAndGet(owed - slept(owed));
        }
    }

    private static void burn(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private static long slept(long nanos) {
        long start = System.nanoTime();
        long slept = 0;
        while (slept < nanos) {
            LockSupport.parkNanos(nanos - slept);
            slept = System.nanoTime() - start;
        }
        return slept;
    }
}

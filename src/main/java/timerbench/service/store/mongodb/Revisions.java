package timerbench.service.store.mongodb;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Revisions that no other instance gives to the same timer. Each instance counts from a random 64-bit start, so the
 * ranges of two instances do not meet for any realistic number of timers.
 */
final class Revisions {
    private final AtomicLong last = new AtomicLong(new SecureRandom().nextLong());

    long next() {
        return last.incrementAndGet();
    }
}

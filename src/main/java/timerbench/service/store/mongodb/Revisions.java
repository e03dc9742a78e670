package timerbench.service.store.mongodb;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that no other instance gives to the same timer: they are counted from a random start of 64 bits, so that the
 * ranges of two instances do not meet within any number of timers that is ever written.
 */
final class Revisions {
    private final AtomicLong last = new AtomicLong(new SecureRandom().nextLong());

    long next() {
        return last.incrementAndGet();
    }
}

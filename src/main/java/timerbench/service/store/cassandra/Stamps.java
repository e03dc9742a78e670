package timerbench.service.store.cassandra;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Write timestamps, by which Cassandra decides which of two writes is the later one: microseconds since 1970, each above
 * all before it. What moves a timer on is written one above the revision that it is based on, so every stamp leaves room.
 */
final class Stamps {
    private static final long STEP = 2;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    Stamps(InstantSource clock) {
        this.clock = clock;
    }

    long next() {
        return after(0);
    }

    /** Returns a stamp that is also above the revision, and above whatever may be based on it. */
    long after(long revision) {
        long least = Math.max(Rows.micros(clock.instant()), revision + STEP);
        return last.updateAndGet(before -> Math.max(before + STEP, least));
    }
}

package timerbench.service.store.cassandra;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Write timestamps, by which Cassandra decides which of two writes is the later one: nanoseconds since 1970. Each is
 * above what it is based on; that of a put or a delete is also above all before it in this process.
 *
 * <p>Of several writes based on the same revision, the settlement of an attempt is the lowest, then an update, then a
 * delete, in whatever order they arrive: an update brings nothing back. A put is of now, and so above them all.
 */
final class Stamps {
    /** What moves a timer on is written one above the revision that it is based on, so every stamp leaves room. */
    private static final long STEP = 2;

    /**
     * Updates are spread at random over so much above their base: two with the same stamp would be mixed, value by
     * value.
     */
    private static final long ROOM = 100_000;

    /**
     * The base of an update is the revision, but no further back than this: long enough that a delete which was
     * stamped before has been written, and short enough that the update is not taken for one that is overdue.
     */
    private static final Duration BACK = Duration.ofSeconds(20);

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    Stamps(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the stamp of a write at that instant. */
    static long at(Instant instant) {
        return Math.multiplyExact(Rows.micros(instant), 1_000L);
    }

    long ofPut() {
        return last.updateAndGet(before -> Math.max(before + STEP, at(clock.instant())));
    }

    /**
     * Returns a stamp above the revision and its settlements, below that of a delete of the revision at the same time.
     */
    long ofUpdate(long revision) {
        long base = Math.max(revision, at(clock.instant().minus(BACK)));
        long stamp = base + STEP + ThreadLocalRandom.current().nextLong(ROOM / STEP) * STEP;
        last.accumulateAndGet(stamp, Math::max);
        return stamp;
    }

    /** Returns a stamp above the revision and whatever is being based on it. */
    long ofDelete(long revision) {
        long least = Math.max(at(clock.instant()), revision + ROOM + STEP);
        return last.updateAndGet(before -> Math.max(before + STEP, least));
    }
}

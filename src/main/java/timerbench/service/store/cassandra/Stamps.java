package timerbench.service.store.cassandra;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Write timestamps, by which Cassandra decides which of two writes is later: nanoseconds since 1970. Each is above
 * the revision that it is based on. The timestamp of a put or a delete is also above all earlier ones of this
 * process.
 *
 * <p>Of several writes based on the same revision, the settlement of an attempt has the lowest timestamp, then an
 * update, then a delete, whatever the order of their arrival: an update does not bring a deleted timer back. A put
 * has the current time, above them all.
 */
final class Stamps {
    /** A settlement is written one above the revision that it is based on, so every stamp leaves room for it. */
    private static final long STEP = 2;

    /**
     * Updates are spread at random over this range above their base: two updates with the same timestamp would be
     * mixed, value by value.
     */
    private static final long ROOM = 100_000;

    /**
     * The base of an update is the revision, but at most this long ago: long enough that a delete with an earlier
     * timestamp has been written, and short enough that the update does not look overdue.
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
     * Returns a timestamp above the revision and its settlements, and below that of a simultaneous delete of the
     * revision.
     */
    long ofUpdate(long revision) {
        long base = Math.max(revision, at(clock.instant().minus(BACK)));
        long stamp = base + STEP + ThreadLocalRandom.current().nextLong(ROOM / STEP) * STEP;
        last.accumulateAndGet(stamp, Math::max);
        return stamp;
    }

    /** Returns a stamp above the revision and all stamps that are based on it. */
    long ofDelete(long revision) {
        long least = Math.max(at(clock.instant()), revision + ROOM + STEP);
        return last.updateAndGet(before -> Math.max(before + STEP, least));
    }
}

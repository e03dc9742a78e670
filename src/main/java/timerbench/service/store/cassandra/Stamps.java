package timerbench.service.store.cassandra;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Write timestamps, by which Cassandra decides which of two writes is the later one: nanoseconds since 1970. Each is above
 * what it is based on, and those of a put and a delete above all before them in this process too.
 *
 * <p>Of what is based on the same revision, an attempt that was made is the lowest, then an update, then a delete: so
 * whichever of them is written last, the database keeps the one that counts. A put lies above them all, being of now.
 */
final class Stamps {
    /** What moves a timer on is written one above the revision that it is based on, so every stamp leaves room. */
    private static final long STEP = 2;

    /** An update lies this close above what it is based on, or above {@link #BACK}, at random: no two may be the same. */
    private static final long ROOM = 100_000;

    /** An update lies this far back, or it is based on something newer; a delete may be under way for so long. */
    static final Duration BACK = Duration.ofSeconds(20);

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

    /** Returns a stamp above the revision, and below what a delete of that revision gets. */
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

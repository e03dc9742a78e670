package timerbench.service.store.cassandra;

import java.time.Duration;

/**
 * Where reading a shard's order by time begins, in microseconds since 1970: after the timers that have fired, which
 * leave tombstones.
 *
 * <p>Nearly every write takes less than two seconds, so most reads begin near. A write that took longer may have put
 * its entry before that point. The reads from far find it; they are few, because they pass more tombstones.
 *
 * @param far no pending timer that is not late is due before this, now or later
 * @param near no pending timer that is not late was due before this at the last read
 * @param farReadAt the time of the last read from far
 * @param stored the far beginning that was last stored
 */
record Beginning(long far, long near, long farReadAt, long stored) {
    private static final long NEAR = micros(TimerTables.LATE.plus(Duration.ofSeconds(2)));
    private static final long FAR = micros(TimerTables.LATE.plus(TimerTables.LONGEST_WRITE));
    private static final long FAR_EVERY = micros(Duration.ofSeconds(10));
    private static final long STORED_EVERY = micros(Duration.ofSeconds(30));

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** Returns the beginning of a store that was just opened. */
    static Beginning ofStored(long at) {
        return new Beginning(at, at, 0, at);
    }

    /** Returns where a read at this time begins. */
    long start(long now) {
        return now - farReadAt >= FAR_EVERY ? far : near;
    }

    /** Returns the beginning after a read that began at this start and met this first entry, or else the end. */
    Beginning afterRead(long start, long first, long now) {
        if (start > far) {
            return new Beginning(far, Math.max(near, Math.min(first, now - NEAR)), farReadAt, stored);
        }
        long nextFar = Math.max(far, Math.min(first, now - FAR));
        return new Beginning(nextFar, Math.max(nextFar, Math.min(first, now - NEAR)), now, stored);
    }

    boolean isToBeStored() {
        return far - stored >= STORED_EVERY;
    }

    Beginning afterStoring() {
        return new Beginning(far, near, farReadAt, far);
    }
}

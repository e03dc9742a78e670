package timerbench.service.store.cassandra;

import java.time.Duration;

/**
 * Where reading a shard's order by time begins, in microseconds since 1970: behind what was fired, which has left
 * tombstones.
 *
 * <p>Nearly every write is done within two seconds, so most reads begin near. One that took longer may have put its
 * entry behind that; the reads from far find it, which pass more tombstones and are few.
 *
 * @param far nothing that is not late is pending before, nor can come to be
 * @param near nothing that is not late was pending before when it was last read
 * @param farReadAt when it was last read from far
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

    /** Returns the beginning in a store that was opened just now. */
    static Beginning ofStored(long at) {
        return new Beginning(at, at, 0, at);
    }

    /** Returns where a read now is to begin. */
    long start(long now) {
        return now - farReadAt >= FAR_EVERY ? far : near;
    }

    /** Returns the beginning after a read, given where it began and the first entry, or else the end, that it met. */
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

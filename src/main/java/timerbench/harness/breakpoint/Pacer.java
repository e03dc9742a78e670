package timerbench.harness.breakpoint;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Starts at a rate that may change at any time: each start has an instant of its own, whether or not anybody is free to
 * keep it. (As wrk2 does, so that a slow answer does not make the load lighter.)
 */
final class Pacer {
    private static final double NANOS = 1e9;

    private final long originNanos;
    private final NavigableMap<Long, Double> rates = new ConcurrentSkipListMap<>();
    private double nextNanos;
    private double rate;
    private int changes;

    /** @param nowNanos on any clock that only goes forward, as in the other methods */
    Pacer(long nowNanos) {
        this.originNanos = nowNanos;
    }

    /** Has starts follow each other at this rate from now on; what was not started of the rate before is dropped. */
    synchronized void rate(double perSecond, long nowNanos) {
        rate = perSecond;
        changes++;
        nextNanos = nowNanos;
        rates.put(nowNanos - originNanos, perSecond);
    }

    /** Returns when the next start is to be; in the past if starts are behind. Nobody is to start while the rate is 0. */
    synchronized long next() {
        long start = (long) nextNanos;
        nextNanos += NANOS / rate;
        return start;
    }

    /** Returns how often the rate has been changed. */
    synchronized int changes() {
        return changes;
    }

    synchronized boolean isPaused() {
        return rate == 0;
    }

    /** Returns the rate at that time since the origin. */
    double rateAt(Duration sinceOrigin) {
        Map.Entry<Long, Double> entry = rates.floorEntry(sinceOrigin.toNanos());
        return entry == null ? 0 : entry.getValue();
    }
}

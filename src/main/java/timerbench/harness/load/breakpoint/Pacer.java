package timerbench.harness.load.breakpoint;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Schedule of starts at a rate that may change at any time. Each start has an instant of its own, whether or not a
 * virtual user is free then, as in wrk2: a slow answer does not make the load lighter.
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

    /** Sets the rate of starts from now on; starts of the rate before that are still to come are dropped. */
    synchronized void rate(double perSecond, long nowNanos) {
        rate = perSecond;
        changes++;
        nextNanos = nowNanos;
        rates.put(nowNanos - originNanos, perSecond);
    }

    /**
     * A start that a virtual user is to make.
     *
     * @param nanos when; in the past if starts are behind
     * @param change the number of changes of the rate until then
     */
    record Turn(long nanos, int change) {}

    /** Returns the next start, each only once; empty while the rate is 0. */
    synchronized Optional<Turn> turn() {
        if (rate == 0) {
            return Optional.empty();
        }
        Turn turn = new Turn((long) nextNanos, changes);
        nextNanos += NANOS / rate;
        return Optional.of(turn);
    }

    /** Returns whether the rate has not changed since the start was given. */
    synchronized boolean isMeant(int change) {
        return change == changes;
    }

    /** Returns the rate at that time since the origin. */
    double rateAt(Duration sinceOrigin) {
        Map.Entry<Long, Double> entry = rates.floorEntry(sinceOrigin.toNanos());
        return entry == null ? 0 : entry.getValue();
    }
}

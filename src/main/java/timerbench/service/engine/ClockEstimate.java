package timerbench.service.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import timerbench.service.store.DatabaseTime;

/**
 * An interval that contains the offset between the database's clock and this process's monotonic clock (database −
 * process, in nanoseconds).
 *
 * @param at time of the measurement, by the monotonic clock
 */
record ClockEstimate(long lowest, long highest, long at) {
    /** Upper bound for the drift between two clocks: 200 us/s, a five-thousandth (Spanner, Corbett et al. 2012). */
    private static final long DRIFT = 5_000;

    ClockEstimate {
        if (lowest > highest) {
            throw new IllegalArgumentException("clock estimate: lowest " + lowest + " is above highest " + highest);
        }
    }

    /** Returns the estimate from one reading, made at an unknown moment between the two. */
    static ClockEstimate of(DatabaseTime time, long sent, long received) {
        long shown = ChronoUnit.NANOS.between(Instant.EPOCH, time.shown());
        return new ClockEstimate(shown - received, shown + time.resolution().toNanos() - sent, received);
    }

    /** Returns the intersection of all readings; if they contradict each other, the interval that covers them all. */
    static ClockEstimate of(List<ClockEstimate> readings, long now) {
        List<ClockEstimate> aged =
                readings.stream().map(reading -> reading.agedTo(now)).toList();
        boolean agree = aged.stream().allMatch(reading -> aged.stream().allMatch(reading::agrees));
        return aged.stream().reduce((a, b) -> agree ? a.and(b) : a.or(b)).orElseThrow();
    }

    /** Returns the estimate at a later time, wider by the possible drift. */
    ClockEstimate agedTo(long now) {
        long drift = Math.max(0, now - at) / DRIFT;
        return new ClockEstimate(lowest - drift, highest + drift, now);
    }

    /** Returns whether some offset lies in both intervals. */
    boolean agrees(ClockEstimate other) {
        return lowest <= other.highest && other.lowest <= highest;
    }

    /** Returns the intersection of both intervals. */
    ClockEstimate and(ClockEstimate other) {
        return new ClockEstimate(Math.max(lowest, other.lowest), Math.min(highest, other.highest), at);
    }

    private ClockEstimate or(ClockEstimate other) {
        return new ClockEstimate(Math.min(lowest, other.lowest), Math.max(highest, other.highest), at);
    }
}

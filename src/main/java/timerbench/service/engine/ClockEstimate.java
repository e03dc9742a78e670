package timerbench.service.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import timerbench.service.store.DatabaseTime;

/**
 * The database's clock − the monotonic clock of this process, in nanoseconds, as an interval that holds the truth.
 *
 * @param at when it was measured, by the monotonic clock
 */
record ClockEstimate(long lowest, long highest, long at) {
    /** Two clocks part by less than a five-thousandth of the time: 200 us/s (Spanner's bound, Corbett et al. 2012). */
    private static final long DRIFT = 5_000;

    ClockEstimate {
        if (lowest > highest) {
            throw new IllegalArgumentException("clock estimate: lowest " + lowest + " is above highest " + highest);
        }
    }

    /** Returns the estimate that one reading allows, made at some moment between the two. */
    static ClockEstimate of(DatabaseTime time, long sent, long received) {
        long shown = ChronoUnit.NANOS.between(Instant.EPOCH, time.shown());
        return new ClockEstimate(shown - received, shown + time.resolution().toNanos() - sent, received);
    }

    /** Returns what all readings allow together; where they contradict each other, what holds every one of them. */
    static ClockEstimate of(List<ClockEstimate> readings, long now) {
        List<ClockEstimate> aged =
                readings.stream().map(reading -> reading.agedTo(now)).toList();
        boolean agree = aged.stream().allMatch(reading -> aged.stream().allMatch(reading::agrees));
        return aged.stream().reduce((a, b) -> agree ? a.and(b) : a.or(b)).orElseThrow();
    }

    /** Returns what it still allows: the clocks may have drifted since. */
    ClockEstimate agedTo(long now) {
        long drift = Math.max(0, now - at) / DRIFT;
        return new ClockEstimate(lowest - drift, highest + drift, now);
    }

    /** Returns whether one offset fits both. */
    boolean agrees(ClockEstimate other) {
        return lowest <= other.highest && other.lowest <= highest;
    }

    /** Returns what both allow. */
    ClockEstimate and(ClockEstimate other) {
        return new ClockEstimate(Math.max(lowest, other.lowest), Math.min(highest, other.highest), at);
    }

    private ClockEstimate or(ClockEstimate other) {
        return new ClockEstimate(Math.min(lowest, other.lowest), Math.max(highest, other.highest), at);
    }
}

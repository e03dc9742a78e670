package timerbench.harness.measure.clock;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Target's clock − receiver's, as an interval that holds the truth.
 *
 * @param lowestMicros negative where the target's clock may be behind
 * @param highestMicros positive where it may be ahead
 * @param source where the shortest round trip had the time from, or the coarser one of several instances
 * @param roundTrips made for the estimate
 * @param steady whether all of them agree; else a clock was set or ran away meanwhile, and the interval is that of the
 *     shortest alone
 */
public record ClockOffset(long lowestMicros, long highestMicros, ClockSource source, int roundTrips, boolean steady) {

    /** A target that estimates its database's clock may read some milliseconds more when it knows that better. */
    private static final long UNSTEADY_MICROS = 10_000;

    public ClockOffset {
        if (lowestMicros > highestMicros) {
            throw new IllegalArgumentException(
                    "clock offset: lowest " + lowestMicros + " us is above highest " + highestMicros + " us");
        }
        if (roundTrips <= 0) {
            throw new IllegalArgumentException("clock offset: round trips must be positive, was " + roundTrips);
        }
    }

    /** Returns what all round trips to one service allow; empty if none told a time. */
    static Optional<ClockOffset> of(Collection<RoundTrip> told) {
        List<RoundTrip> trips = RoundTrip.withCommonSlack(told);
        // One during which the receiver's clock was set back allows no offset: it makes the whole unsteady.
        return trips.stream()
                .filter(trip -> trip.micros() >= 0)
                .min(Comparator.comparingLong(RoundTrip::micros))
                .map(shortest -> of(trips, shortest));
    }

    private static ClockOffset of(Collection<RoundTrip> trips, RoundTrip shortest) {
        long lowest = shortest.lowestMicros();
        long highest = shortest.highestMicros();
        ClockSource source = shortest.reading().source();
        for (RoundTrip trip : trips) {
            lowest = Math.max(lowest, trip.lowestMicros());
            highest = Math.min(highest, trip.highestMicros());
        }
        return lowest <= highest
                ? new ClockOffset(lowest, highest, source, trips.size(), true)
                : new ClockOffset(shortest.lowestMicros(), shortest.highestMicros(), source, trips.size(), false);
    }

    /** Returns how far apart the clocks are at least, in microseconds. */
    public long certainMicros() {
        return Math.max(0, Math.max(lowestMicros, -highestMicros));
    }

    /**
     * Returns what is added to the receiver's clock for the target's, in microseconds: the latest that the target's may read,
     * so that no callback counts as early that may be on time, and lateness is rather too large than too small. A target that
     * is behind keeps 10 ms of that. 0 where the clocks may agree, or are known by a Date header only, whose interval is a second
     * wide.
     */
    public long correctionMicros() {
        if (certainMicros() == 0 || source == ClockSource.DATE) {
            return 0;
        }
        return highestMicros > 0 ? highestMicros : Math.min(0, highestMicros + UNSTEADY_MICROS);
    }

    /** Returns how far the offset may be from this one, in microseconds. */
    public long uncertaintyMicros(long offsetMicros) {
        return Math.max(Math.abs(lowestMicros - offsetMicros), Math.abs(highestMicros - offsetMicros));
    }

    /** Returns the middle of the interval, in microseconds: no likelier than the rest of it. */
    public long midpointMicros() {
        return lowestMicros + (highestMicros - lowestMicros) / 2;
    }

    /** Returns the smallest interval that holds both: of two instances, or of one at two times. */
    public ClockOffset join(ClockOffset other) {
        return new ClockOffset(
                Math.min(lowestMicros, other.lowestMicros),
                Math.max(highestMicros, other.highestMicros),
                source.compareTo(other.source) >= 0 ? source : other.source,
                roundTrips + other.roundTrips,
                steady && other.steady);
    }

    /**
     * Returns it as people read it: {@code the target's clock is between 0.21 ms behind and 0.18 ms ahead of the
     * receiver's (from now in /health/live, 40 round trips)}. Both ends are rounded outward, so that it stays true.
     */
    public String text() {
        return "the target's clock is between " + interval() + " the receiver's (from " + source + ", " + roundTrips
                + " round trips" + (steady ? ")" : "); the clocks were unsteady: one was set, or ran away, meanwhile");
    }

    /** Returns {@code 0.21 ms behind and 0.18 ms ahead of}, or the like. */
    private String interval() {
        if (lowestMicros >= 0) {
            return millis(hundredthsDown(lowestMicros)) + " and " + millis(hundredthsUp(highestMicros)) + " ahead of";
        }
        String behind = millis(hundredthsUp(-lowestMicros));
        return highestMicros <= 0
                ? millis(hundredthsDown(-highestMicros)) + " and " + behind + " behind"
                : behind + " behind and " + millis(hundredthsUp(highestMicros)) + " ahead of";
    }

    private static long hundredthsDown(long micros) {
        return micros / 10;
    }

    private static long hundredthsUp(long micros) {
        return (micros + 9) / 10;
    }

    private static String millis(long hundredths) {
        return String.format(Locale.ROOT, "%,d.%02d ms", hundredths / 100, hundredths % 100);
    }
}

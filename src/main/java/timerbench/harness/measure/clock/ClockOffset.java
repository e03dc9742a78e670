package timerbench.harness.measure.clock;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The target's clock minus the receiver's, as an interval that contains the true offset.
 *
 * @param lowestMicros negative if the target's clock may be behind
 * @param highestMicros positive if the target's clock may be ahead
 * @param source where the shortest round trip found the time; of several instances, the coarser source
 * @param roundTrips number of round trips behind the estimate
 * @param steady whether all round trips agree; if not, a clock was set or ran away meanwhile, and the interval is the
 *     one of the shortest round trip alone
 */
public record ClockOffset(long lowestMicros, long highestMicros, Source source, int roundTrips, boolean steady) {

    /** A target that estimates its database's clock may gain some milliseconds when its estimate improves. */
    private static final long UNSTEADY_MICROS = 10_000;

    /** Where a target's answer contains its time. */
    public enum Source {
        NOW("now in /health/live"),
        DATE("the Date header");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The offset before a run and after it. */
    public record DuringRun(ClockOffset before, ClockOffset after) {
        /**
         * Returns the interval for the whole run. It holds if the offset stayed between its values before and after;
         * a clock that was set and set back during the run is not noticed.
         */
        public ClockOffset overall() {
            return before.join(after);
        }

        /** Returns the microseconds added to the arrival of every callback; they were known before the run. */
        public long correctionMicros() {
            return before.correctionMicros();
        }

        /** Returns the largest error of a callback's lateness that the clocks can cause, in microseconds. */
        public long uncertaintyMicros() {
            return overall().uncertaintyMicros(correctionMicros());
        }

        /** Returns how much the target's clock gained on the receiver's, midpoint to midpoint, in microseconds. */
        public long driftMicros() {
            return after.midpointMicros() - before.midpointMicros();
        }

        /** Returns the least change of the offset, in microseconds; 0 if it may have stayed the same. */
        public long certainDriftMicros() {
            return Math.max(
                    0, Math.max(after.lowestMicros - before.highestMicros, before.lowestMicros - after.highestMicros));
        }

        /** Returns whether the clocks certainly drifted, or were set: no offset fits both before and after. */
        public boolean drifted() {
            return certainDriftMicros() > 0;
        }

        /** Returns a sentence with the interval, the drift if it is certain, and the correction if there is one. */
        public String text() {
            String drift = drifted()
                    ? millis("; the clocks drifted by at least %,.3f ms during the run", certainDriftMicros())
                    : "";
            String correction = correctionMicros() != 0
                    ? millis("; callbacks are timed by the target's clock, %+,.3f ms", correctionMicros())
                    : "";
            return overall().text() + drift + correction;
        }

        private static String millis(String format, long micros) {
            return String.format(Locale.ROOT, format, micros / 1e3);
        }
    }

    public ClockOffset {
        if (lowestMicros > highestMicros) {
            throw new IllegalArgumentException(
                    "clock offset: lowest " + lowestMicros + " us is above highest " + highestMicros + " us");
        }
        if (roundTrips <= 0) {
            throw new IllegalArgumentException("clock offset: round trips must be positive, was " + roundTrips);
        }
    }

    /** Returns the offsets that all readings of one service allow; empty without readings. */
    static Optional<ClockOffset> of(List<ClockReading> read) {
        List<ClockReading> readings = ClockReading.withCommonSlack(read);
        // If the receiver's clock was set back during a round trip, no offset fits it, and the whole is unsteady.
        return readings.stream()
                .filter(reading -> reading.roundTripMicros() >= 0)
                .min(Comparator.comparingLong(ClockReading::roundTripMicros))
                .map(shortest -> of(readings, shortest));
    }

    private static ClockOffset of(List<ClockReading> readings, ClockReading shortest) {
        long lowest = shortest.lowestMicros();
        long highest = shortest.highestMicros();
        for (ClockReading reading : readings) {
            lowest = Math.max(lowest, reading.lowestMicros());
            highest = Math.min(highest, reading.highestMicros());
        }
        Source source = shortest.source();
        return lowest <= highest
                ? new ClockOffset(lowest, highest, source, readings.size(), true)
                : new ClockOffset(shortest.lowestMicros(), shortest.highestMicros(), source, readings.size(), false);
    }

    /** Returns the least difference between the clocks, in microseconds. */
    public long certainMicros() {
        return Math.max(0, Math.max(lowestMicros, -highestMicros));
    }

    /**
     * Returns the microseconds to add to the receiver's clock to get the target's. It assumes the latest time that
     * the target's clock may show: then no callback counts as early that may be on time, and lateness is too large
     * rather than too small. A target that is behind keeps 10 ms of the correction. Returns 0 if the clocks may
     * agree, or if they are known from a Date header only, which leaves an interval of a second.
     */
    public long correctionMicros() {
        if (certainMicros() == 0 || source == Source.DATE) {
            return 0;
        }
        return highestMicros > 0 ? highestMicros : Math.min(0, highestMicros + UNSTEADY_MICROS);
    }

    /** Returns the largest possible difference between the true offset and this one, in microseconds. */
    public long uncertaintyMicros(long offsetMicros) {
        return Math.max(Math.abs(lowestMicros - offsetMicros), Math.abs(highestMicros - offsetMicros));
    }

    /** Returns the middle of the interval, in microseconds. It is no likelier than the rest of the interval. */
    public long midpointMicros() {
        return lowestMicros + (highestMicros - lowestMicros) / 2;
    }

    /** Returns the smallest interval that contains both: of two instances, or of one instance at two times. */
    public ClockOffset join(ClockOffset other) {
        return new ClockOffset(
                Math.min(lowestMicros, other.lowestMicros),
                Math.max(highestMicros, other.highestMicros),
                source.compareTo(other.source) >= 0 ? source : other.source,
                roundTrips + other.roundTrips,
                steady && other.steady);
    }

    /**
     * Returns a sentence such as "the target's clock is between 0.21 ms behind and 0.18 ms ahead of the receiver's
     * (from now in /health/live, 40 round trips)". Both ends are rounded outward, so that the interval still contains
     * the offset.
     */
    public String text() {
        return "the target's clock is between " + interval() + " the receiver's (from " + source + ", " + roundTrips
                + " round trips" + (steady ? ")" : "); the clocks were unsteady: one was set, or ran away, meanwhile");
    }

    /** Returns the two ends, such as {@code 0.21 ms behind and 0.18 ms ahead of}. */
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

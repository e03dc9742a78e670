package timerbench.harness.clock;

import java.time.Instant;

/**
 * One request and its answer, by the receiver's clock, and what the target's clock showed in between: the interval that
 * the offset, target's clock − receiver's, must lie in. Each end allows for the microsecond that is cut off here.
 */
record RoundTrip(Instant sent, Instant received, ClockReading reading) {

    long lowestMicros() {
        return micros(reading.shown()) - micros(received) - 1;
    }

    long highestMicros() {
        return micros(reading.shown()) + reading.slackMicros() - micros(sent);
    }

    /** Returns how long it took; below zero if the receiver's clock was set back meanwhile. */
    long micros() {
        return micros(received) - micros(sent);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}

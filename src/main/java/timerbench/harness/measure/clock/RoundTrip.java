package timerbench.harness.measure.clock;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One request and its answer, by the receiver's clock, and what the target's clock showed in between: the interval that
 * the offset, target's clock − receiver's, must lie in. Each end allows for the microsecond that is cut off here.
 */
record RoundTrip(Instant sent, Instant received, ClockReading reading) {

    /** Returns the round trips with the slack that those of the same source show together. */
    static List<RoundTrip> withCommonSlack(Collection<RoundTrip> trips) {
        return Stream.of(ClockSource.values())
                .flatMap(source -> withCommonSlack(trips.stream()
                        .filter(trip -> trip.reading.source() == source)
                        .toList()))
                .toList();
    }

    private static Stream<RoundTrip> withCommonSlack(List<RoundTrip> trips) {
        if (trips.isEmpty()) {
            return Stream.empty();
        }
        long slack = slackMicros(trips);
        return trips.stream().map(trip -> new RoundTrip(trip.sent, trip.received, trip.reading.withSlack(slack)));
    }

    /** Returns the slack that the readings of one source show together. */
    static long slackMicros(List<RoundTrip> trips) {
        return ClockReading.slackMicros(trips.stream().map(RoundTrip::reading).toList());
    }

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

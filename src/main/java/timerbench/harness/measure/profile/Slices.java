package timerbench.harness.measure.profile;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The slices of a hold. A slice lasts from one reading to the next.
 *
 * @param readings in their order
 */
record Slices(List<Reading> readings) {
    /**
     * A moment of the load.
     *
     * @param requests answered so far
     */
    record Reading(Instant at, long requests) {}

    Slices {
        readings = List.copyOf(readings);
        if (readings.size() < 2) {
            throw new IllegalArgumentException("wanted at least 2 readings, were " + readings.size());
        }
    }

    int count() {
        return readings.size() - 1;
    }

    Instant begin() {
        return readings.get(0).at();
    }

    Instant end() {
        return readings.get(count()).at();
    }

    /** Returns the requests of each slice. */
    List<Long> requests() {
        return IntStream.range(0, count())
                .mapToObj(slice ->
                        readings.get(slice + 1).requests() - readings.get(slice).requests())
                .toList();
    }

    /** Returns the slice of an instant; empty if it is before or after all. */
    OptionalInt at(Instant instant) {
        if (instant.isBefore(begin())) {
            return OptionalInt.empty();
        }
        return IntStream.range(0, count())
                .filter(slice -> instant.isBefore(readings.get(slice + 1).at()))
                .findFirst();
    }
}

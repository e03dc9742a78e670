package timerbench.service.timer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants in whole microseconds, so that a timer reads the same from every database. */
public final class Micros {
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Micros() {}

    /** Returns the instant that an ISO 8601 text with an offset spells; empty if it spells none from 1970 to 9999. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            boolean inRange = !instant.isBefore(Instant.EPOCH) && instant.isBefore(END);
            return inRange ? Optional.of(truncate(instant)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the instant with what lies below a microsecond cut off. */
    public static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static void require(String name, Instant instant) {
        if (!instant.equals(truncate(instant))) {
            throw new IllegalArgumentException(name + " must be in whole microseconds, was " + instant);
        }
    }
}

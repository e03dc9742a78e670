package timerbench.service.timer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants in whole microseconds, so that a timer is the same in every database. */
public final class Micros {
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;
    private static final Instant FIRST = Instant.ofEpochSecond(Long.MIN_VALUE / PER_SECOND);
    private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / PER_SECOND);

    private Micros() {}

    /** Parses an ISO 8601 text with an offset; empty if it is none, or not from 1970 to 9999. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            boolean inRange = !instant.isBefore(Instant.EPOCH) && instant.isBefore(END);
            return inRange ? Optional.of(truncate(instant)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the instant, truncated to microseconds. */
    public static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns the whole microseconds from 1970 to the instant; the nearest {@code long} if they do not fit. */
    public static long sinceEpoch(Instant instant) {
        if (instant.isAfter(LAST)) {
            return Long.MAX_VALUE;
        }
        if (instant.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        // Not ChronoUnit.MICROS.between: it computes nanoseconds first, which overflow in the year 2262.
        return instant.getEpochSecond() * PER_SECOND + instant.getNano() / NANOS;
    }

    /** Returns the microseconds from 1970 to the instant, rounded up. */
    public static long sinceEpochNotBefore(Instant instant) {
        long micros = sinceEpoch(instant);
        return micros == Long.MAX_VALUE || instant.equals(truncate(instant)) ? micros : micros + 1;
    }

    /** Returns the instant so many microseconds after 1970. */
    public static Instant instant(long sinceEpoch) {
        return Instant.ofEpochSecond(
                Math.floorDiv(sinceEpoch, PER_SECOND), Math.floorMod(sinceEpoch, PER_SECOND) * NANOS);
    }

    static void require(String name, Instant instant) {
        if (!instant.equals(truncate(instant))) {
            throw new IllegalArgumentException(name + " must be in whole microseconds, was " + instant);
        }
    }
}

package timerbench.service.timer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants in whole microseconds, so that a timer reads the same from every database. */
public final class Micros {
    private Micros() {}

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

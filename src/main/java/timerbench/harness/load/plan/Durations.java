package timerbench.harness.load.plan;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Checks durations of the settings, and formats them for people. */
public final class Durations {
    private Durations() {}

    /**
     * Checks that a duration is longer than 0 s.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than 0 s, was " + text(duration));
        }
    }

    /**
     * Checks that Gatling can inject users over all of a duration. It cuts each phase to whole seconds, and crashes
     * during the run if none is left.
     *
     * @throws IllegalArgumentException if the duration is not whole seconds
     */
    public static void requireWholeSeconds(String name, Duration duration) {
        requirePositive(name, duration);
        if (!duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    name + " must be whole seconds, in which requests are counted, was " + text(duration));
        }
    }

    /** Returns the duration in seconds if they are whole, otherwise in milliseconds. */
    public static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}

package timerbench.harness.load.plan;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Durations of the settings: checked, and as people read them. */
public final class Durations {
    private Durations() {}

    /**
     * Returns if the duration is longer than nothing.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than 0 s, was " + text(duration));
        }
    }

    /**
     * Returns if Gatling can inject users over all of the duration: it cuts each phase to whole seconds, and
     * crashes in the midst of the run if none is left.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public static void requireWholeSeconds(String name, Duration duration) {
        requirePositive(name, duration);
        if (!duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    name + " must be whole seconds, since Gatling cuts phases to them, was " + text(duration));
        }
    }

    /** Returns it in seconds if it is whole ones, else in milliseconds. */
    public static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}

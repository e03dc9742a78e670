package timerbench.harness.run;

import java.time.Duration;
import java.time.Instant;

/** A period of time. It includes {@code from} and excludes {@code to}. */
public record Period(Instant from, Instant to) {

    public Period {
        Require.that(from.isBefore(to), "a period must end after it starts, was %s to %s", from, to);
    }

    /** Returns the length of the period. */
    public Duration length() {
        return Duration.between(from, to);
    }
}

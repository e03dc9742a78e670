package timerbench.harness.run;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time: {@code from} belongs to it, {@code to} does not. */
public record Period(Instant from, Instant to) {

    public Period {
        Require.that(from.isBefore(to), "a period must end after it starts, was %s to %s", from, to);
    }

    /** Returns how long it is. */
    public Duration length() {
        return Duration.between(from, to);
    }
}

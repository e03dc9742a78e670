package timerbench.harness.load;

import java.time.Duration;

/** How far ahead timers are due, spread evenly between the two. */
public record DueRange(Duration from, Duration to) {
    /** Returns the same range, moved so that it begins no earlier than this. */
    DueRange notBefore(Duration least) {
        return from.compareTo(least) < 0 ? new DueRange(least, to.plus(least.minus(from))) : this;
    }
}

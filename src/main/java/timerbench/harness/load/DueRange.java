package timerbench.harness.load;

import java.time.Duration;
import timerbench.harness.load.plan.Durations;

/** How far ahead timers are due, spread evenly between the two. */
public record DueRange(Duration from, Duration to) {
    public DueRange {
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("dueTo must be no less than dueFrom, was " + Durations.text(to)
                    + ", and that " + Durations.text(from));
        }
    }

    /** Returns the same range, moved so that it begins no earlier than this. */
    DueRange notBefore(Duration least) {
        return from.compareTo(least) < 0 ? new DueRange(least, to.plus(least.minus(from))) : this;
    }

    @Override
    public String toString() {
        return from.equals(to) ? Durations.text(from) : Durations.text(from) + " to " + Durations.text(to);
    }
}

package timerbench.harness.experiment;

import java.time.Duration;
import timerbench.harness.run.Numbers;

/** The remaining time of similar runs, estimated by the mean time of those that have ended. */
final class RemainingTime {
    private final Duration expected;
    private int left;
    private int made;
    private Duration took = Duration.ZERO;

    /** @param expected the time of a run, until the first has ended */
    RemainingTime(int runs, Duration expected) {
        this.left = runs;
        this.expected = expected;
    }

    void runTook(Duration time) {
        left--;
        made++;
        took = took.plus(time);
    }

    Duration left() {
        return (made == 0 ? expected : took.dividedBy(made)).multipliedBy(left);
    }

    /** Returns the time as text: {@code about 2 h 5 min}. */
    String text() {
        return "about " + Numbers.text(left());
    }
}

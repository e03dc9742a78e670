package timerbench.harness.experiment;

import java.time.Duration;
import timerbench.harness.run.Numbers;

/** How long runs that are alike will still take: as long as those took that were made, on average. */
final class RemainingTime {
    private final Duration expected;
    private int left;
    private int made;
    private Duration took = Duration.ZERO;

    /** @param expected how long one takes, until one was made */
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

    /** Returns it as people say it: {@code about 2 h 5 min}. */
    String text() {
        return "about " + Numbers.text(left());
    }
}

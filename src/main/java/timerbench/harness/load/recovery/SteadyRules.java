package timerbench.harness.load.recovery;

import java.time.Duration;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.Durations;

/**
 * The rules by which a second of a load is steady.
 *
 * @param dwell how many seconds on end must be steady
 * @param tolerance the share by which the rate of good answers may be below the baseline's, 0 to 1
 * @param factor how many times the baseline's p95 a p95 may be
 * @param slack how much above the baseline's p95 a p95 may be in any case
 * @param overdue the least lateness from which on a timer counts as overdue
 * @param p95 the largest p95s that the baseline itself may have
 */
public record SteadyRules(
        Duration dwell, double tolerance, double factor, Duration slack, Duration overdue, MostOfBaseline p95) {
    /** The largest p95s of response times and of lateness. */
    public record MostOfBaseline(Duration response, Duration lateness) {
        public MostOfBaseline {
            Durations.requirePositive("response", response);
            Durations.requirePositive("lateness", lateness);
        }
    }

    public SteadyRules {
        Durations.requireWholeSeconds("dwell", dwell);
        Durations.requirePositive("slack", slack);
        Durations.requirePositive("overdue", overdue);
        Thresholds.requireShare("tolerance", tolerance);
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor must be at least 1, was " + factor);
        }
    }

    /** Returns the same rules for a service that may be late by this by design. */
    public SteadyRules later(Duration by) {
        MostOfBaseline later = new MostOfBaseline(p95.response(), p95.lateness().plus(by));
        return new SteadyRules(dwell, tolerance, factor, slack, overdue, later);
    }

    int dwellSeconds() {
        return Math.toIntExact(dwell.toSeconds());
    }
}

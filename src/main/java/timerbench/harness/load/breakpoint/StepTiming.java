package timerbench.harness.load.breakpoint;

import java.time.Duration;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.targets.dialect.ServiceFacts;

/**
 * Durations of the search.
 *
 * @param settle how long a new rate is kept before it is measured
 * @param step how long it is measured
 * @param due the longest time from the create of a timer until it is due
 * @param drain how long to wait for callbacks that are outstanding then
 */
public record StepTiming(Duration warmUp, Duration settle, Duration step, Duration due, Duration drain) {
    public StepTiming {
        Durations.requireWholeSeconds("warmUp", warmUp);
        Durations.requirePositive("step", step);
    }

    /**
     * Returns durations that suit a service. A rate settles until its own timers are called back. A step is a whole
     * number of the intervals at which the service looks for due timers: otherwise the timers that wait for the next
     * look would be taken for a growing backlog.
     *
     * @param longest the longest time from the create of a timer until it is due
     */
    public StepTiming suiting(Duration longest, ServiceFacts facts) {
        Duration poll = facts.pollInterval();
        return new StepTiming(
                warmUp,
                settle.plus(longest.minus(due)).plus(poll),
                poll.isZero()
                        ? step
                        : poll.multipliedBy(step.plus(poll).minusNanos(1).dividedBy(poll)),
                longest,
                drain.plus(facts.slack()));
    }
}

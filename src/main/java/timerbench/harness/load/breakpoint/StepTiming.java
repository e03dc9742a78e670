package timerbench.harness.load.breakpoint;

import java.time.Duration;
import timerbench.harness.load.plan.Durations;

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
}

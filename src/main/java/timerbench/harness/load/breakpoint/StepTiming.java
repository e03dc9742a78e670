package timerbench.harness.load.breakpoint;

import java.time.Duration;
import timerbench.harness.load.plan.Durations;

/**
 * How long everything takes.
 *
 * @param settle a new rate is kept before it is measured
 * @param step it is measured
 * @param due the timers that are created are due after it at the latest
 * @param drain what is then owed is waited for
 */
public record StepTiming(Duration warmUp, Duration settle, Duration step, Duration due, Duration drain) {
    public StepTiming {
        Durations.requireWholeSeconds("warmUp", warmUp);
        Durations.requirePositive("step", step);
    }
}

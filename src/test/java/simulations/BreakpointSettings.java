package simulations;

import java.time.Duration;
import timerbench.harness.load.breakpoint.RateLimits;
import timerbench.harness.load.breakpoint.RateRange;
import timerbench.harness.load.breakpoint.StepTiming;

/** The {@code breakpoint} block of the settings; {@code reference.conf} describes each. */
record BreakpointSettings(
        RateRange search,
        int users,
        int pending,
        Duration warmUp,
        Duration settle,
        Duration step,
        Duration dueFrom,
        Duration dueTo,
        Duration drain,
        Duration listenOn,
        Duration lateAfter,
        RateLimits limits,
        double least) {
    BreakpointSettings {
        // Checks the durations here, where the place of the settings is known.
        var unused = new StepTiming(warmUp, settle, step, dueTo, drain);
        if (users < 1) {
            throw new IllegalArgumentException("users must be at least 1, was " + users);
        }
        if (pending < 0) {
            throw new IllegalArgumentException("pending must be at least 0, was " + pending);
        }
    }

    StepTiming timing() {
        return new StepTiming(warmUp, settle, step, dueTo, drain);
    }
}

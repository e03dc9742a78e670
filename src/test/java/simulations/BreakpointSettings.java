package simulations;

import java.time.Duration;
import timerbench.harness.load.breakpoint.RateLimits;
import timerbench.harness.load.breakpoint.RateRange;
import timerbench.harness.load.breakpoint.StepTiming;

/** The {@code breakpoint} block of the settings; {@code reference.conf} says what each means. */
record BreakpointSettings(
        RateRange search,
        int users,
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
        // Its checks are to speak up here, where the setting's place is known.
        var unused = new StepTiming(warmUp, settle, step, dueTo, drain);
        if (users < 1) {
            throw new IllegalArgumentException("users must be at least 1, was " + users);
        }
    }

    StepTiming timing() {
        return new StepTiming(warmUp, settle, step, dueTo, drain);
    }
}

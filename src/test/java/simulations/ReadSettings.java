package simulations;

import java.time.Duration;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.LoadPhases;

/** The {@code read} block of the settings; {@code reference.conf} describes each. */
record ReadSettings(
        int timers,
        double skew,
        double missing,
        Duration warmUp,
        double startRate,
        double targetRate,
        Duration ramp,
        Duration hold,
        Thresholds.OfRate thresholds) {
    ReadSettings {
        // Checks the phases here, where the place of the settings is known.
        var unused = new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
        if (timers < 1) {
            throw new IllegalArgumentException("timers must be at least 1, was " + timers);
        }
        if (!(skew > 0)) {
            throw new IllegalArgumentException("skew must be above 0, was " + skew);
        }
        if (!(missing >= 0 && missing < 1)) {
            throw new IllegalArgumentException("missing must be 0 or more, and less than 1, was " + missing);
        }
    }

    LoadPhases phases() {
        return new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
    }
}

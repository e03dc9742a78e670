package simulations;

import java.time.Duration;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.LoadPhases;

/** The {@code errors} block of the settings; {@code reference.conf} describes each. */
record ErrorSettings(
        double wrong,
        int oversize,
        Duration warmUp,
        double startRate,
        double targetRate,
        Duration ramp,
        Duration hold,
        Thresholds.OfRate thresholds,
        double slowdown) {
    ErrorSettings {
        // Checks the phases here, where the place of the settings is known.
        var unused = new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
        if (!(wrong > 0 && wrong < 1)) {
            throw new IllegalArgumentException("wrong must be between 0 and 1, was " + wrong);
        }
        if (hold.toSeconds() < 4) {
            throw new IllegalArgumentException("hold must be at least 4s, was " + hold);
        }
    }

    LoadPhases phases() {
        return new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
    }

    /** Returns how long wrong requests join the good ones at the end of the hold: half of it, in whole seconds. */
    Duration half() {
        return Duration.ofSeconds(hold.toSeconds() / 2);
    }
}

package simulations;

import java.time.Duration;
import timerbench.harness.load.RateThresholds;
import timerbench.harness.load.plan.LoadPhases;

/** The {@code creation} block of the settings; {@code reference.conf} says what each means. */
record CreationSettings(
        Duration warmUp, double startRate, double targetRate, Duration ramp, Duration hold, RateThresholds thresholds) {
    CreationSettings {
        // Its checks are to speak up here, where the setting's place is known.
        var unused = new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
    }

    LoadPhases phases() {
        return new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
    }
}

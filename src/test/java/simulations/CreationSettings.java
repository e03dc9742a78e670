package simulations;

import java.time.Duration;
import timerbench.harness.gatling.LoadPhases;
import timerbench.harness.gatling.Thresholds;

/** The {@code creation} block of the settings; {@code reference.conf} says what each means. */
record CreationSettings(
        Duration warmUp,
        double startRate,
        double targetRate,
        Duration ramp,
        Duration hold,
        Duration dueIn,
        String callbackUrl,
        int payloads,
        long seed,
        Thresholds thresholds) {
    CreationSettings {
        // Its checks are to speak up here, where the setting's place is known.
        var unused = new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
        if (payloads < 1) {
            throw new IllegalArgumentException("payloads must be at least 1, was " + payloads);
        }
    }

    LoadPhases phases() {
        return new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
    }
}

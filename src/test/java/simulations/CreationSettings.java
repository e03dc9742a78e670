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
    LoadPhases phases() {
        return new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
    }
}

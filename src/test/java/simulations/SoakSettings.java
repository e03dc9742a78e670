package simulations;

import java.time.Duration;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.RateThresholds;
import timerbench.harness.load.analysis.Growth;
import timerbench.harness.load.plan.LoadPhases;

/** The {@code soak} block of the settings; {@code reference.conf} says what each means. */
record SoakSettings(
        int timers,
        OperationRates rates,
        Duration dueFrom,
        Duration dueTo,
        Duration warmUp,
        Duration ramp,
        Duration hold,
        Duration drain,
        Duration listenOn,
        Duration lateAfter,
        RateThresholds thresholds,
        CallbackThresholds callbackThresholds,
        Growth.Limits growth) {
    SoakSettings {
        // Its checks are to speak up here, where the setting's place is known.
        var unused = new LoadPhases(warmUp, ramp, hold, 1, 10);
        if (timers < 1) {
            throw new IllegalArgumentException("timers must be at least 1, was " + timers);
        }
        if (rates.create() != rates.delete() + rates.advance()) {
            throw new IllegalArgumentException("rates: a load that stays the same creates as many timers as it deletes"
                    + " and brings forward, was " + rates);
        }
    }

    LoadPhases phases() {
        return new LoadPhases(warmUp, ramp, hold, 1, 10);
    }
}

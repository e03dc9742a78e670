package simulations;

import java.time.Duration;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.RateThresholds;
import timerbench.harness.load.plan.LoadPhases;

/** The {@code concurrent} block of the settings; {@code reference.conf} says what each means. */
record ConcurrentSettings(
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
        CallbackThresholds callbackThresholds) {
    ConcurrentSettings {
        // Its checks are to speak up here, where the setting's place is known.
        var unused = new LoadPhases(warmUp, ramp, hold, 1, 10);
        double loss = rates.delete() + rates.advance() - rates.create();
        if (timers < 1 || timers < loss * warmUp.plus(ramp).plus(hold).toSeconds()) {
            throw new IllegalArgumentException("timers: " + timers + " do not last, as " + loss
                    + " more a second are deleted or brought forward than created");
        }
    }

    LoadPhases phases() {
        return new LoadPhases(warmUp, ramp, hold, 1, 10);
    }
}

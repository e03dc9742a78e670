package simulations;

import java.time.Duration;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.SpikePlan;

/** The {@code spike} block of the settings; {@code reference.conf} says what each means. */
record SpikeSettings(
        Duration warmUp,
        double rate,
        double factor,
        Duration before,
        Duration spike,
        Duration after,
        Thresholds thresholds,
        Duration shedP95,
        Duration timeToRecover) {
    SpikeSettings {
        // Its checks are to speak up here, where the setting's place is known.
        var unused = plan(warmUp, rate, factor, before, spike, after);
    }

    private static SpikePlan plan(
            Duration warmUp, double rate, double factor, Duration before, Duration spike, Duration after) {
        return new SpikePlan("create", warmUp, before, spike, after, rate, factor);
    }

    SpikePlan plan() {
        return plan(warmUp, rate, factor, before, spike, after);
    }
}

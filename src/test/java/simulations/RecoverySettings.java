package simulations;

import java.time.Duration;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.load.plan.RecoveryPlan;
import timerbench.harness.load.recovery.RecoveryLimits;
import timerbench.harness.load.recovery.SteadyRules;
import timerbench.harness.targets.fault.Fault;

/** The {@code recovery} block of the settings; {@code reference.conf} describes each. */
record RecoverySettings(
        Duration warmUp,
        double rate,
        Duration dueFrom,
        Duration dueTo,
        Duration before,
        Duration limit,
        String fault,
        String undo,
        SteadyRules steady,
        int attempts,
        Duration retryInterval,
        Duration drain,
        Duration listenOn,
        Duration lateAfter,
        RecoveryLimits thresholds,
        CallbackThresholds callbackThresholds) {
    RecoverySettings {
        // Checks the shape here, where the place of the settings is known.
        var unused = new RecoveryPlan.Shape(warmUp, rate, before, limit, lasts(fault, undo));
        requireLonger("before", before, "steady.dwell", steady.dwell());
        requireLonger(
                "limit",
                limit,
                "the fault and steady.dwell together",
                lasts(fault, undo).plus(steady.dwell()));
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, was " + attempts);
        }
    }

    private static void requireLonger(String name, Duration time, String what, Duration than) {
        if (time.compareTo(than) <= 0) {
            throw new IllegalArgumentException(name + " must be longer than " + what + " (" + Durations.text(than)
                    + "), was " + Durations.text(time));
        }
    }

    private static Duration lasts(String fault, String undo) {
        return Fault.of(fault).undoneBy(undo).lasts().orElse(Duration.ZERO);
    }

    Fault wholeFault() {
        return Fault.of(fault).undoneBy(undo);
    }

    RecoveryLimits limits() {
        return thresholds.during(lasts(fault, undo), rate);
    }

    RecoveryPlan.Shape shape() {
        return new RecoveryPlan.Shape(warmUp, rate, before, limit, lasts(fault, undo));
    }
}

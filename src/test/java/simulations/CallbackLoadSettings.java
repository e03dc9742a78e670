package simulations;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.RateThresholds;
import timerbench.harness.load.plan.LoadPhases;

/** The {@code callbacks} block of the settings; {@code reference.conf} says what each means. */
record CallbackLoadSettings(
        Duration warmUp,
        double startRate,
        double targetRate,
        Duration ramp,
        Duration hold,
        Duration dueFrom,
        Duration dueTo,
        int pending,
        CallbackMix mix,
        double updated,
        double deleted,
        Duration drain,
        Duration listenOn,
        Duration lateAfter,
        RateThresholds thresholds,
        CallbackThresholds callbackThresholds) {
    /** An update or delete is sent this long after the create; so long again is left until the timer is due. */
    static final Duration CHANGED_AFTER = Duration.ofMillis(300);

    CallbackLoadSettings {
        // Its checks are to speak up here, where the setting's place is known.
        var unused = new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
        if (dueFrom.compareTo(CHANGED_AFTER.multipliedBy(2)) < 0 || dueTo.compareTo(dueFrom) < 0) {
            throw new IllegalArgumentException(
                    "dueFrom must be at least 600ms, and dueTo no less, were " + dueFrom + " and " + dueTo);
        }
        if (!(updated >= 0 && deleted >= 0 && updated + deleted <= 1)) {
            throw new IllegalArgumentException(
                    "updated and deleted must be shares, at most 1 together, were " + updated + " and " + deleted);
        }
        if (pending < 0) {
            throw new IllegalArgumentException("pending must be at least 0, was " + pending);
        }
    }

    LoadPhases phases() {
        return new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
    }

    /** Returns what becomes of timers between create and callback: weights. */
    Map<String, Double> changes() {
        Map<String, Double> changes = new HashMap<>();
        changes.put("update", updated);
        changes.put("delete", deleted);
        changes.put("none", 1 - updated - deleted);
        changes.values().removeIf(weight -> weight <= 0);
        return changes;
    }
}

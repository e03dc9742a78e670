package simulations;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.LoadPhases;

/** The {@code callbacks} block of the settings; {@code reference.conf} describes each. */
record CallbackLoadSettings(
        Duration warmUp,
        double startRate,
        double targetRate,
        Duration ramp,
        Duration hold,
        Duration dueFrom,
        Duration dueTo,
        int pending,
        Mix mix,
        double updated,
        double deleted,
        Duration drain,
        Duration listenOn,
        Duration lateAfter,
        Thresholds.OfRate thresholds,
        CallbackThresholds callbackThresholds) {
    /** An update or delete is sent this long after the create; as much time is left until the timer is due. */
    static final Duration CHANGED_AFTER = Duration.ofMillis(300);

    /** How often a receiver gives each answer: weights, of which only the ratios matter. */
    record Mix(double ok, double delay, double fail, double refuse, double hang, double again) {
        Mix {
            if (ok + delay + fail + refuse + hang + again <= 0) {
                throw new IllegalArgumentException("at least one weight must be above 0");
            }
        }

        Map<String, Double> weights() {
            Map<String, Double> weights = new LinkedHashMap<>();
            weights.put("ok", ok);
            weights.put("delay", delay);
            weights.put("fail", fail);
            weights.put("refuse", refuse);
            weights.put("hang", hang);
            weights.put("again", again);
            weights.values().removeIf(weight -> weight == 0);
            return weights;
        }
    }

    CallbackLoadSettings {
        // Checks the phases here, where the place of the settings is known.
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

    /** Returns the weights of what happens to a timer between create and callback. */
    Map<String, Double> changes() {
        Map<String, Double> changes = new HashMap<>();
        changes.put("update", updated);
        changes.put("delete", deleted);
        changes.put("none", 1 - updated - deleted);
        changes.values().removeIf(weight -> weight <= 0);
        return changes;
    }
}

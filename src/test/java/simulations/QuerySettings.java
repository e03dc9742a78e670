package simulations;

import java.time.Duration;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.LoadPlan;

/** The {@code query} block of the settings; {@code reference.conf} describes each. */
record QuerySettings(
        int timers,
        int small,
        int large,
        Duration dueWithin,
        int deepPages,
        QueryRates rates,
        Duration warmUp,
        Duration ramp,
        Duration hold,
        Thresholds.OfRate thresholds) {
    /** First pages a second of each kind. */
    record QueryRates(double small, double large, double due, double deep) {}

    QuerySettings {
        // Checks the phases here, where the place of the settings is known.
        var unused = LoadPhases.fromATenth(warmUp, ramp, hold);
        if (timers < 1 || small < 1 || large < 1 || deepPages < 1) {
            throw new IllegalArgumentException("timers, small, large and deepPages must be at least 1, were " + timers
                    + ", " + small + ", " + large + " and " + deepPages);
        }
        if (rates.small + rates.large + rates.due + rates.deep <= 0) {
            throw new IllegalArgumentException("at least one rate must be above 0");
        }
    }

    /** Returns how many pages follow the first ones of a plan, at most. */
    double deep(LoadPlan plan) {
        return (deepPages - 1.0) * plan.requests().getOrDefault("list first", 0L);
    }

    LoadPhases phases() {
        return LoadPhases.fromATenth(warmUp, ramp, hold);
    }
}

package simulations;

import java.time.Duration;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.targets.dialect.Operation;

/** Open load of every operation at the same time, over one population of timers. */
@Question("Do creates, reads, updates, deletes and callbacks get in each other's way?")
@Needs(
        value = {Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE},
        callbacks = true)
public final class ConcurrentOperationsSimulation extends LoadSimulation {
    /** The {@code concurrent} block of the settings; {@code reference.conf} describes each. */
    record Settings(
            int timers,
            EveryOperation.OperationRates rates,
            Duration dueFrom,
            Duration dueTo,
            Duration warmUp,
            Duration ramp,
            Duration hold,
            Duration drain,
            Duration listenOn,
            Duration lateAfter,
            Thresholds.OfRate thresholds,
            CallbackThresholds callbackThresholds)
            implements EveryOperation.Settings {
        Settings {
            // Checks the phases here, where the place of the settings is known.
            var unused = LoadPhases.fromATenth(warmUp, ramp, hold);
            double loss = rates.delete() + rates.advance() - rates.create();
            if (timers < 1 || timers < loss * warmUp.plus(ramp).plus(hold).toSeconds()) {
                throw new IllegalArgumentException("timers: " + timers + " do not last, as " + loss
                        + " more a second are deleted or brought forward than created");
            }
        }
    }

    public ConcurrentOperationsSimulation() {
        EveryOperation every = new EveryOperation(Benchmark.open(this, "concurrent", Settings.class));
        Load load = every.load();
        setUp(every.users()).protocols(load.protocol()).assertions(load.assertions());
    }
}

package simulations;

import java.time.Duration;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.analysis.Growth;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.targets.dialect.Operation;

/** Open load of every operation at steady rates, for hours; as many timers come as go. */
@Question("Does it get slower, later, larger or busier over hours of the same load?")
@Needs(
        value = {Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE},
        callbacks = true)
public final class SoakSimulation extends LoadSimulation {
    /** The {@code soak} block of the settings; {@code reference.conf} describes each. */
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
            CallbackThresholds callbackThresholds,
            Growth.Limits growth)
            implements EveryOperation.Settings {
        Settings {
            // Checks the phases here, where the place of the settings is known.
            var unused = LoadPhases.fromATenth(warmUp, ramp, hold);
            if (timers < 1) {
                throw new IllegalArgumentException("timers must be at least 1, was " + timers);
            }
            if (rates.create() != rates.delete() + rates.advance()) {
                throw new IllegalArgumentException("rates: a load that stays the same creates as many timers as it"
                        + " deletes and brings forward, was " + rates);
            }
        }
    }

    public SoakSimulation() {
        Benchmark<Settings> benchmark = Benchmark.open(this, "soak", Settings.class);
        benchmark.analyse(new Growth(benchmark.settings().growth()));
        EveryOperation every = new EveryOperation(benchmark);
        Load load = every.load();
        setUp(every.users()).protocols(load.protocol()).assertions(load.assertions());
    }
}

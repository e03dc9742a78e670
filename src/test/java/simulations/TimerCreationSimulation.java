package simulations;

import java.time.Duration;
import simulations.support.Operations;
import simulations.support.Rates;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Question;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.LoadPhases;

/** Open load of creates: warm-up, ramp, hold. */
@Question("How many timers a second can be created, and how fast is each?")
public final class TimerCreationSimulation extends LoadSimulation {
    /** The {@code creation} block of the settings; {@code reference.conf} describes each. */
    record Settings(
            Duration warmUp,
            double startRate,
            double targetRate,
            Duration ramp,
            Duration hold,
            Thresholds.OfRate thresholds) {
        Settings {
            // Checks the phases here, where the place of the settings is known.
            var unused = new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
        }

        LoadPhases phases() {
            return new LoadPhases(warmUp, ramp, hold, startRate, targetRate);
        }
    }

    public TimerCreationSimulation() {
        Benchmark<Settings> benchmark = Benchmark.open(this, "creation", Settings.class);
        Settings settings = benchmark.settings();
        Operations operations = new Operations(benchmark);
        Rates rates = new Rates(benchmark, settings.phases()).with("create", settings.targetRate(), operations::create);
        rates.judgeBy(settings.thresholds());
        Load load = benchmark.load(rates.plan());
        setUp(rates.users(load)).protocols(load.protocol()).assertions(load.assertions());
    }
}

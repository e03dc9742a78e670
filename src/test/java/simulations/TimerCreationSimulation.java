package simulations;

import io.gatling.javaapi.core.Simulation;
import simulations.support.Operations;
import simulations.support.Rates;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Question;
import timerbench.harness.targets.dialect.Operation;

/** Open load of creates: warm-up, ramp, hold. */
@Question("How many timers a second can be created, and how fast is each?")
public final class TimerCreationSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(this, "creation", CreationSettings.class, Operation.CREATE);
    private final CreationSettings settings = benchmark.settings(CreationSettings.class);
    private final Operations operations = new Operations(benchmark);

    public TimerCreationSimulation() {
        Rates load = new Rates(benchmark, settings.phases()).with("create", settings.targetRate(), operations::create);
        benchmark.expect(load.plan());
        setUp(load.scenarios()).protocols(benchmark.protocol()).assertions(load.judge(settings.thresholds()));
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

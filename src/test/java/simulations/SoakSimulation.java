package simulations;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Rates;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.load.Question;
import timerbench.harness.load.analysis.Growth;
import timerbench.harness.targets.dialect.Operation;

/** Open load of everything at steady rates, for hours; as many timers come as go. */
@Question("Does it get slower, later, larger or busier over hours of the same load?")
public final class SoakSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(
            this, "soak", SoakSettings.class, Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE);
    private final SoakSettings settings = benchmark.settings(SoakSettings.class);
    private final Callbacks callbacks =
            benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
    private final Operations operations = new Operations(benchmark, callbacks);
    private final Population population =
            new Population(benchmark, operations.timers().seed());

    public SoakSimulation() {
        OperationRates rates = settings.rates();
        Rates load = new Rates(benchmark, settings.phases())
                .with("create", rates.create(), counting -> exec(operations.create(counting), population.add()))
                .with("read", rates.read(), counting -> population.with(operations.read(counting)))
                .with("update", rates.update(), counting -> population.with(operations.update(counting)))
                .with("delete", rates.delete(), counting -> population.using(operations.delete(counting)))
                .with("advance", rates.advance(), this::advance);
        Growth growth = new Growth(settings.growth());
        benchmark.expect(load.plan());
        benchmark.analyse(growth);
        benchmark.judgeBy(trial -> growth.thresholds());
        List<Assertion> assertions = new ArrayList<>(load.judge(settings.thresholds()));
        assertions.addAll(benchmark.judgeBy(settings.callbackThresholds()));

        PopulationBuilder drain = callbacks.drain(() -> Instant.now().plus(settings.dueTo()));
        setUp(population
                        .fill(settings.timers(), operations.create(LoadPhase.FILL))
                        .andThen(load.scenariosThen(drain)))
                .protocols(benchmark.protocol())
                .assertions(assertions);
    }

    /** The lateness of the timers that there are is a figure, so the warm-up makes timers of its own. */
    private ChainBuilder advance(LoadPhase counting) {
        return counting == LoadPhase.WARM_UP
                ? operations.createDueIn(counting, settings.dueFrom(), settings.dueTo())
                : population.using(operations.advance(counting, settings.dueFrom(), settings.dueTo()));
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

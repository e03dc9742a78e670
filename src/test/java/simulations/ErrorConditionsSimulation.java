package simulations;

import static io.gatling.javaapi.core.CoreDsl.*;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import simulations.support.Operations;
import simulations.support.Rates;
import simulations.support.WrongRequests;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.load.Question;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.analysis.Slowdown;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.targets.dialect.Operation;

/** Open load of good creates; in the second half of the hold wrong requests of every kind that the dialect knows join them. */
@Question("Does every kind of wrong request get its status, and do good ones stay as fast beside them?")
public final class ErrorConditionsSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(this, "errors", ErrorSettings.class, Operation.CREATE);
    private final ErrorSettings settings = benchmark.settings(ErrorSettings.class);
    private final Operations operations = new Operations(benchmark);
    private final WrongRequests wrong = new WrongRequests(benchmark, operations.timers(), settings.oversize());

    public ErrorConditionsSimulation() {
        if (wrong.kinds().isEmpty()) {
            throw benchmark.refused(
                    "dialect " + benchmark.dialect().name() + " knows no status of a wrong request (wrong)");
        }
        LoadPhases phases = settings.phases();
        Duration alone = settings.warmUp().plus(settings.ramp());
        Duration wrongFrom = alone.plus(settings.hold()).minus(settings.half());
        Rates good = new Rates(benchmark, phases).with("create", settings.targetRate(), operations::create);
        benchmark.expect(good.plan());
        benchmark.analyse(new Slowdown("create", alone, wrongFrom, benchmark::begin));
        benchmark.judgeBy(trial -> Slowdown.thresholds(trial, settings.slowdown()));
        benchmark.judgeBy(trial -> wrong.kinds().stream()
                .map(name -> Thresholds.errors(trial, name, 0))
                .toList());
        wrong.leftOut().ifPresent(kinds -> benchmark.note(() -> Optional.of(kinds)));

        List<Assertion> assertions = new ArrayList<>(good.judge(settings.thresholds()));
        List<PopulationBuilder> scenarios = new ArrayList<>(good.scenarios());
        double rate = settings.targetRate() * settings.wrong() / (1 - settings.wrong());
        wrong.kinds().forEach(name -> {
            assertions.add(details(name).failedRequests().count().is(0L));
            scenarios.add(scenario(name)
                    .exec(wrong.send(name, LoadPhase.ALONGSIDE))
                    .injectOpen(
                            nothingFor(wrongFrom),
                            constantUsersPerSec(rate / wrong.kinds().size()).during(settings.half())));
        });
        setUp(scenarios).protocols(benchmark.protocol()).assertions(assertions);
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

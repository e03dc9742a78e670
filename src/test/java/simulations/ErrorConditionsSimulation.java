package simulations;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import simulations.support.Operations;
import simulations.support.Rates;
import simulations.support.WrongRequests;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.analysis.Slowdown;

/**
 * Open load of good creates. In the second half of the hold, wrong requests of every kind that the dialect knows
 * join them.
 */
@Question("Does every kind of wrong request get its status, and do good ones stay as fast beside them?")
@Needs(wrongRequests = true)
public final class ErrorConditionsSimulation extends LoadSimulation {
    public ErrorConditionsSimulation() {
        Benchmark<ErrorSettings> benchmark = Benchmark.open(this, "errors", ErrorSettings.class);
        ErrorSettings settings = benchmark.settings();
        Operations operations = new Operations(benchmark);
        WrongRequests wrong = new WrongRequests(benchmark, operations, settings.oversize());
        List<String> kinds = wrong.kinds();
        if (kinds.isEmpty()) {
            throw benchmark.refused("dialect " + benchmark.dialect().name()
                    + " knows no status of a wrong request (wrong) that can be sent without a token");
        }
        Duration holdFrom = settings.warmUp().plus(settings.ramp());
        Duration wrongFrom = holdFrom.plus(settings.hold()).minus(settings.half());
        benchmark.analyse(new Slowdown("create", holdFrom, wrongFrom, settings.slowdown()));
        kinds.forEach(benchmark::requireNoErrors);
        wrong.notSent().ifPresent(note -> benchmark.note(() -> Optional.of(note)));
        Rates good = new Rates(benchmark, settings.phases()).with("create", settings.targetRate(), operations::create);
        good.judgeBy(settings.thresholds());
        double rateOfEach = settings.targetRate() * settings.wrong() / (1 - settings.wrong()) / kinds.size();
        kinds.forEach(kind ->
                benchmark.sendsAlongside(kind, rateOfEach * settings.half().toSeconds()));
        Load load = benchmark.load(good.plan());

        List<PopulationBuilder> users = new ArrayList<>(good.users(load));
        kinds.forEach(name -> users.add(load.inject(
                scenario(name).exec(wrong.send(name, load.alongside())),
                nothingFor(wrongFrom),
                constantUsersPerSec(rateOfEach).during(settings.half()))));
        setUp(users).protocols(load.protocol()).assertions(load.assertions());
    }
}

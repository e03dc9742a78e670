package simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Instant;
import java.util.List;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Step;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.DueRange;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.breakpoint.Breakpoint;
import timerbench.harness.load.breakpoint.RateLimits;
import timerbench.harness.load.breakpoint.StepTiming;
import timerbench.harness.targets.dialect.ServiceFacts;

/** Timers created and called back at rates that rise until one misses the limits, and then narrow in on the limit. */
@Question("What is the highest rate of timers, created and called back, that meets the limits?")
@Needs(callbacks = true, oneInjector = "it chooses each rate by what it has seen of the rates before")
public final class BreakpointSimulation extends LoadSimulation {
    public BreakpointSimulation() {
        Benchmark<BreakpointSettings> benchmark = Benchmark.open(this, "breakpoint", BreakpointSettings.class);
        BreakpointSettings settings = benchmark.settings();
        DueRange due = benchmark.due(settings.dueFrom(), settings.dueTo());
        ServiceFacts facts = benchmark.dialect().facts();
        Callbacks callbacks = benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
        Operations operations = new Operations(benchmark, callbacks);
        StepTiming timing = settings.timing().suiting(due.to(), facts);
        RateLimits limits = settings.limits().later(facts.pollInterval());
        Breakpoint rates = new Breakpoint(callbacks, settings.search(), timing, limits, settings.least());
        benchmark.leaveErrorsOf("create", "those of each rate decide whether it holds (breakpoint.limits.errorRate)");
        benchmark.analyse(rates);
        benchmark.createsBefore(settings.pending());
        Load load = benchmark.load(rates, callbacks);
        Step create = operations.createDueIn(due);
        List<PopulationBuilder> users = List.of(
                scenario("warm-up").exec(create.by(load.warmUp())).injectOpen(rates.warmUpLoad()),
                scenario("rates").exec(rates.tryRates(load)).injectOpen(atOnceUsers(1)),
                scenario("users")
                        .exec(rates.keepRate(load, create.by(load.measured())))
                        .injectOpen(atOnceUsers(settings.users()))
                        .andThen(load.drain(() -> Instant.now().plus(due.to()))));
        // Timers that wait while the load runs.
        Step pending = sender -> operations.create(sender, operations.timers().pending(), false);
        setUp(Population.fillBefore(load, pending, users)).protocols(load.protocol());
    }
}

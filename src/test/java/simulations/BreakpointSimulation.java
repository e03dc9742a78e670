package simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;
import java.time.Instant;
import simulations.support.Operations;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.load.Question;
import timerbench.harness.load.breakpoint.Breakpoint;
import timerbench.harness.targets.dialect.Operation;

/** Timers created and called back at rates that rise until one does not hold, and then narrow in on the limit. */
@Question("At which rate of timers, created and called back, does it stop to keep its limits?")
public final class BreakpointSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(this, "breakpoint", BreakpointSettings.class, Operation.CREATE);
    private final BreakpointSettings settings = benchmark.settings(BreakpointSettings.class);
    private final Callbacks callbacks =
            benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
    private final Operations operations = new Operations(benchmark, callbacks);

    public BreakpointSimulation() {
        Breakpoint breakpoint =
                new Breakpoint(benchmark, callbacks, settings.search(), settings.timing(), settings.limits());
        benchmark.expect(breakpoint);
        benchmark.analyse(breakpoint);
        benchmark.leaveErrorsOf("create", "those of each rate decide whether it holds (breakpoint.limits.errorRate)");
        benchmark.judgeBy(trial -> Breakpoint.thresholds(trial, settings.least()));
        setUp(
                        scenario("warm-up")
                                .exec(operations.createDueIn(LoadPhase.WARM_UP, settings.dueFrom(), settings.dueTo()))
                                .injectOpen(breakpoint.warmUpLoad()),
                        scenario("rates").exec(breakpoint.tryRates()).injectOpen(atOnceUsers(1)),
                        scenario("users")
                                .exec(breakpoint.keepRate(operations.createDueIn(
                                        LoadPhase.MEASURED, settings.dueFrom(), settings.dueTo())))
                                .injectOpen(atOnceUsers(settings.users()))
                                .andThen(callbacks.drain(() -> Instant.now().plus(settings.dueTo()))))
                .protocols(benchmark.protocol());
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

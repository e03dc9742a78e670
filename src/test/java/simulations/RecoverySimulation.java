package simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.time.Instant;
import simulations.support.Operations;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.DueRange;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.plan.RecoveryPlan;
import timerbench.harness.load.recovery.RecoveryAnalysis;
import timerbench.harness.load.recovery.RecoveryLoad;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.targets.fault.Fault;

/** Steady open load of creates that are called back, with a fault in it, until it is steady again. */
@Question("How long after a fault is everything as before, and which promises are lost, late or kept twice?")
@Needs(callbacks = true, oneInjector = "it ends its load when it sees that all is as before the fault")
public final class RecoverySimulation extends LoadSimulation {
    private static final Duration SETTLE = Duration.ofSeconds(1);

    public RecoverySimulation() {
        Benchmark<RecoverySettings> benchmark = Benchmark.open(this, "recovery", RecoverySettings.class);
        RecoverySettings settings = benchmark.settings();
        Fault fault = settings.wholeFault();
        benchmark.willDisturb(fault);
        benchmark.tryCallbacks(settings.retryInterval(), settings.attempts());
        DueRange due = benchmark.due(settings.dueFrom(), settings.dueTo());
        Callbacks callbacks = benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
        Operations operations = new Operations(benchmark, callbacks);
        Duration polled = benchmark.dialect().facts().pollInterval();
        RecoveryPlan plan = new RecoveryPlan("create", settings.shape(), fault.text());
        RecoveryLoad recovery =
                new RecoveryLoad(plan, settings.steady().later(polled), fault, callbacks, SETTLE.plus(polled));
        benchmark.leaveErrorsOf("create", "the fault causes them, and recovery.thresholds limit what they cost");
        benchmark.analyse(new RecoveryAnalysis(recovery, settings.limits()));
        benchmark.judgeBy(settings.callbackThresholds());
        Load load = benchmark.load(plan, callbacks);
        ChainBuilder timer = exec(operations.timers().dueIn(due, session -> callbacks.url(new Behaviour.Ok())));
        ChainBuilder create = operations
                .create(load.measured(), timer.exec(recovery::sending), true)
                .exec(recovery::answered);
        setUp(
                        scenario("warm-up")
                                .exec(operations.createDueIn(due).by(load.warmUp()))
                                .injectOpen(plan.warmUpLoad()),
                        scenario("create")
                                .exec(recovery.untilSteadyAgain(create))
                                .injectOpen(plan.load()),
                        scenario("watch")
                                .exec(recovery.watch(load))
                                .exec(load.drainAndEnd(() -> Instant.now().plus(due.to())))
                                .injectOpen(atOnceUsers(1)))
                .protocols(load.protocol())
                .assertions(load.assertions());
    }
}

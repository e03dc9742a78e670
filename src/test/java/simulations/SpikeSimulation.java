package simulations;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;
import java.util.Map;
import simulations.support.NewTimers;
import simulations.support.TimerRequests;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.load.Question;
import timerbench.harness.load.ShedRequests;
import timerbench.harness.load.analysis.Recovery;
import timerbench.harness.load.plan.SpikePlan;
import timerbench.harness.targets.dialect.Operation;

/** Open load of creates, steady but for seconds at ten times the rate. What is shed must be shed at once. */
@Question("What does a sudden spike do: what is shed, how fast, and how long until all is as before?")
public final class SpikeSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(this, "spike", SpikeSettings.class, Operation.CREATE);
    private final SpikeSettings settings = benchmark.settings(SpikeSettings.class);
    private final NewTimers timers = new NewTimers(benchmark);
    private final TimerRequests requests = new TimerRequests(benchmark.dialect(), Map.of());

    public SpikeSimulation() {
        SpikePlan plan = settings.plan();
        ShedRequests shedding = new ShedRequests(benchmark);
        benchmark.expect(plan);
        benchmark.analyse(new Recovery(plan, settings.thresholds().p95()));
        benchmark.judgeBy(trial -> Recovery.thresholds(trial, settings.timeToRecover()));
        benchmark.judgeBy(trial -> ShedRequests.thresholds(trial, settings.shedP95()));
        setUp(
                        scenario("warm-up")
                                .exec(timers.pending())
                                .exec(benchmark.send(LoadPhase.WARM_UP, "create", requests.create()))
                                .injectOpen(plan.warmUpLoad()),
                        scenario("create")
                                .exec(timers.pending(), exec(shedding.send("create", requests.create())))
                                .injectOpen(plan.load()))
                .protocols(benchmark.protocol())
                .assertions(benchmark.judgeBy(settings.thresholds(), "create"));
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

package simulations;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import java.time.Duration;
import simulations.support.NewTimers;
import simulations.support.TimerRequests;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Question;
import timerbench.harness.load.ShedRequests;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.analysis.SpikeRecovery;
import timerbench.harness.load.plan.SpikePlan;

/**
 * Open load of creates, steady but for seconds at ten times the rate. Requests that are shed must be shed at once.
 */
@Question("What does a sudden spike do: how much is shed, how fast, and how long does recovery take?")
public final class SpikeSimulation extends LoadSimulation {
    /** The {@code spike} block of the settings; {@code reference.conf} describes each. */
    record Settings(
            Duration warmUp,
            double rate,
            double factor,
            Duration before,
            Duration spike,
            Duration after,
            Thresholds thresholds,
            Duration shedP95,
            Duration timeToRecover) {
        Settings {
            // Checks the plan here, where the place of the settings is known.
            var unused = new SpikePlan("create", warmUp, before, spike, after, rate, factor);
        }

        SpikePlan plan() {
            return new SpikePlan("create", warmUp, before, spike, after, rate, factor);
        }
    }

    public SpikeSimulation() {
        Benchmark<Settings> benchmark = Benchmark.open(this, "spike", Settings.class);
        Settings settings = benchmark.settings();
        NewTimers timers = new NewTimers(benchmark);
        TimerRequests requests = TimerRequests.plain(benchmark);
        SpikePlan plan = settings.plan();
        benchmark.analyse(new SpikeRecovery(plan, settings.thresholds().p95(), settings.timeToRecover()));
        benchmark.judgeBy(trial -> ShedRequests.thresholds(trial, settings.shedP95()));
        benchmark.judgeBy(settings.thresholds(), "create");
        Load load = benchmark.load(plan);
        ShedRequests shedding = new ShedRequests(load, benchmark.dialect());
        setUp(
                        load.inject(
                                scenario("warm-up")
                                        .exec(timers.pending(), load.warmUp().send("create", requests.create())),
                                plan.warmUpLoad()),
                        load.inject(
                                scenario("create").exec(timers.pending(), shedding.send("create", requests.create())),
                                plan.load()))
                .protocols(load.protocol())
                .assertions(load.assertions());
    }
}

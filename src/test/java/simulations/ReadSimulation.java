package simulations;

import static io.gatling.javaapi.core.CoreDsl.*;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.Map;
import simulations.support.Feeders;
import simulations.support.NewTimers;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Rates;
import simulations.support.TimerRequests;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.load.Question;
import timerbench.harness.targets.dialect.Operation;

/** Open load of reads over timers that were put in before: a few of them read often, most seldom, and some that are not there. */
@Question("How fast are reads among many timers, of which a few are read often, and of timers that are not there?")
public final class ReadSimulation extends Simulation {
    private final Benchmark benchmark =
            Benchmark.open(this, "read", ReadSettings.class, Operation.CREATE, Operation.READ);
    private final ReadSettings settings = benchmark.settings(ReadSettings.class);
    private final Operations operations = new Operations(benchmark);
    private final NewTimers timers = operations.timers();
    private final Population population = new Population(benchmark, timers.seed());

    public ReadSimulation() {
        if (settings.missing() > 0 && !TimerRequests.canReadMissing(benchmark.dialect())) {
            throw benchmark.refused(
                    "dialect " + benchmark.dialect().name() + " does not say how a read of a missing timer is"
                            + " answered (read.missing); set timerbench.read.missing to 0");
        }
        double missing = settings.targetRate() * settings.missing();
        Rates load = new Rates(benchmark, settings.phases())
                .with("read", settings.targetRate() - missing, this::read)
                .with("read missing", missing, this::readMissing);
        benchmark.expect(load.plan());
        setUp(population
                        .fill(settings.timers(), operations.create(LoadPhase.FILL))
                        .andThen(load.scenarios()))
                .protocols(benchmark.protocol())
                .assertions(load.judge(settings.thresholds()));
    }

    private ChainBuilder read(LoadPhase counting) {
        return feed(Feeders.skewed("rank", settings.timers(), settings.skew(), timers.seed()))
                .exec(population.pick("rank"), operations.read(counting));
    }

    private ChainBuilder readMissing(LoadPhase counting) {
        TimerRequests requests = new TimerRequests(benchmark.dialect(), Map.of());
        return feed(Feeders.groups(timers.seed()))
                .feed(Feeders.missingTimerIds())
                .exec(benchmark.send(counting, "read missing", requests.readMissing()));
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

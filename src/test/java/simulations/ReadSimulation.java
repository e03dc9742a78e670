package simulations;

import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import simulations.support.Feeders;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Rates;
import simulations.support.TimerRequests;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.Sender;
import timerbench.harness.targets.dialect.Operation;

/**
 * Open load of reads over timers that exist before: a few of them read often, most seldom; and of timers that do
 * not exist.
 */
@Question("How fast are reads of many timers when a few are read often, and of timers that do not exist?")
@Needs(
        value = {Operation.CREATE, Operation.READ},
        missingReads = true)
public final class ReadSimulation extends LoadSimulation {
    private final Benchmark<ReadSettings> benchmark = Benchmark.open(this, "read", ReadSettings.class);
    private final ReadSettings settings = benchmark.settings();
    private final Operations operations = new Operations(benchmark);
    private final long seed = operations.timers().seed();
    private final Population population = new Population(seed);

    public ReadSimulation() {
        if (settings.missing() > 0 && !TimerRequests.canReadMissing(benchmark.dialect())) {
            throw benchmark.refused(
                    "dialect " + benchmark.dialect().name() + " does not say how a read of a missing timer is"
                            + " answered (read.missing); set timerbench.read.missing to 0");
        }
        double missing = settings.targetRate() * settings.missing();
        Rates rates = new Rates(benchmark, settings.phases())
                .with("read", settings.targetRate() - missing, this::read)
                .with("read missing", missing, this::readMissing);
        rates.judgeBy(settings.thresholds());
        benchmark.createsBefore(settings.timers());
        Load load = benchmark.load(rates.plan());
        setUp(population.before(load, operations::create, rates.users(load)))
                .protocols(load.protocol())
                .assertions(load.assertions());
    }

    private ChainBuilder read(Sender sender) {
        return feed(Feeders.skewed("rank", (int) benchmark.share().of(settings.timers()), settings.skew(), seed))
                .exec(population.pick("rank"), operations.read(sender));
    }

    private ChainBuilder readMissing(Sender sender) {
        return operations
                .missingTimer()
                .exec(sender.send("read missing", operations.requests().readMissing()));
    }
}

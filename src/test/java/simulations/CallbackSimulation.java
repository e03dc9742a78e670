package simulations;

import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import simulations.support.Behaviours;
import simulations.support.Feeders;
import simulations.support.NewTimers;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Rates;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.DueRange;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.Sender;
import timerbench.harness.targets.dialect.Operation;

/** Open load of timers due seconds ahead, whose receivers answer in every way; some are updated or deleted before. */
@Question("How late are callbacks under steady load? Are any early, lost, duplicated, or sent after update or delete?")
@Needs(
        callbacks = true,
        orLeavesOut = {Operation.UPDATE, Operation.DELETE},
        answers = true)
public final class CallbackSimulation extends LoadSimulation {
    private final Benchmark<CallbackLoadSettings> benchmark =
            Benchmark.open(this, "callbacks", CallbackLoadSettings.class);
    private final CallbackLoadSettings settings = benchmark.settings();
    private final DueRange due = benchmark.due(settings.dueFrom(), settings.dueTo());
    private final Behaviours behaviours = new Behaviours(benchmark.dialect());
    private final Map<String, Double> answers =
            behaviours.weights(benchmark, settings.mix().weights());
    private final Callbacks callbacks =
            benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
    private final Operations operations = new Operations(benchmark, callbacks);
    private final NewTimers timers = operations.timers();
    private final TimerChanges changes = new TimerChanges(benchmark, operations, due);
    private final Load load;

    public CallbackSimulation() {
        Rates rates = new Rates(benchmark, settings.phases()).with("create", settings.targetRate(), this::timer);
        rates.judgeBy(settings.thresholds());
        benchmark.judgeBy(settings.callbackThresholds());
        benchmark.createsBefore(settings.pending());
        changes.declare(benchmark, rates.plan().requests().get("create"));
        load = benchmark.load(rates.plan(), callbacks);
        List<PopulationBuilder> users = rates.usersThen(
                load, load.drain(() -> Instant.now().plus(due.to()).plus(due.from())));
        setUp(Population.fillBefore(load, this::pending, users))
                .protocols(load.protocol())
                .assertions(load.assertions());
    }

    private ChainBuilder pending(Sender sender) {
        return operations.create(sender, timers.pending(), false);
    }

    private ChainBuilder timer(Sender sender) {
        ChainBuilder timer = timers.dueIn(due, this::url);
        ChainBuilder created = feed(Feeders.weighted("behaviour", answers, timers.seed()))
                .exec(Behaviours::withTimeout)
                .exec(operations.create(sender, timer, sender.isMeasured()));
        return sender.isMeasured() ? created.exec(exitHereIfFailed(), changes.by(sender.following())) : created;
    }

    private String url(Session session) {
        return callbacks.url(behaviours.of(session.getString("behaviour"), session.get("executeAt")));
    }
}

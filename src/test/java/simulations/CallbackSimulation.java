package simulations;

import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Instant;
import java.util.List;
import simulations.support.Behaviours;
import simulations.support.Feeders;
import simulations.support.NewTimers;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Rates;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Question;
import timerbench.harness.load.Sender;
import timerbench.harness.targets.dialect.Operation;

/** Open load of timers due seconds ahead, whose receivers answer in every way; some are updated or deleted before. */
@Question("How late are callbacks under steady load? Are any early, lost, duplicated, or sent after update or delete?")
public final class CallbackSimulation extends LoadSimulation {
    private final Benchmark<CallbackLoadSettings> benchmark = Benchmark.open(
            this, "callbacks", CallbackLoadSettings.class, Operation.CREATE, Operation.UPDATE, Operation.DELETE);
    private final CallbackLoadSettings settings = benchmark.settings();
    private final Callbacks callbacks =
            benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
    private final Operations operations = new Operations(benchmark, callbacks);
    private final NewTimers timers = operations.timers();
    private final Load load;

    public CallbackSimulation() {
        Rates rates = new Rates(benchmark, settings.phases()).with("create", settings.targetRate(), this::timer);
        rates.judgeBy(settings.thresholds());
        benchmark.judgeBy(settings.callbackThresholds());
        load = benchmark.load(rates.plan(), callbacks);
        List<PopulationBuilder> users = rates.usersThen(
                load, load.drain(() -> Instant.now().plus(settings.dueTo()).plus(settings.dueFrom())));
        setUp(settings.pending() == 0 ? users : List.of(fill().andThen(users)))
                .protocols(load.protocol())
                .assertions(load.assertions());
    }

    private PopulationBuilder fill() {
        return new Population(timers.seed())
                .fill(load, settings.pending(), sender -> operations.create(sender, timers.pending(), false));
    }

    private ChainBuilder timer(Sender sender) {
        ChainBuilder timer = timers.dueIn(settings.dueFrom(), settings.dueTo(), this::url);
        ChainBuilder created = feed(Feeders.weighted("behaviour", settings.mix().weights(), timers.seed()))
                .exec(Behaviours::withTimeout)
                .exec(operations.create(sender, timer, sender.isMeasured()));
        return sender.isMeasured() ? created.exec(exitHereIfFailed(), change(sender.following())) : created;
    }

    private String url(Session session) {
        return callbacks.url(Behaviours.of(session.getString("behaviour"), session.get("executeAt")));
    }

    /** Some timers are updated, some deleted, well before they are due. */
    private ChainBuilder change(Sender sender) {
        ChainBuilder update = pause(CallbackLoadSettings.CHANGED_AFTER)
                .exec(session -> session.set(
                        "executeAt", timers.at(session.<Instant>get("executeAt").plus(settings.dueFrom()))))
                .exec(operations.updateAsCarried("update", sender));
        ChainBuilder delete = pause(CallbackLoadSettings.CHANGED_AFTER).exec(operations.delete(sender));
        return feed(Feeders.weighted("change", settings.changes(), timers.seed()))
                .doSwitch("#{change}")
                .on(onCase("update").then(update), onCase("delete").then(delete));
    }
}

package simulations;

import static io.gatling.javaapi.core.CoreDsl.*;

import io.gatling.javaapi.core.*;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import simulations.support.*;
import timerbench.harness.load.*;
import timerbench.harness.targets.dialect.Operation;

/** Open load of timers due seconds ahead, whose receivers answer in every way; some are updated or deleted before. */
@Question(
        "How late are callbacks under a steady load, and is any early, lost, doubled, or sent after an update or delete?")
public final class CallbackSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(
            this, "callbacks", CallbackLoadSettings.class, Operation.CREATE, Operation.UPDATE, Operation.DELETE);
    private final CallbackLoadSettings settings = benchmark.settings(CallbackLoadSettings.class);
    private final Callbacks callbacks =
            benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
    private final NewTimers timers = new NewTimers(benchmark);
    private final TimerRequests requests = new TimerRequests(benchmark.dialect(), Behaviours.OPTIONS);

    public CallbackSimulation() {
        Rates load = new Rates(benchmark, settings.phases()).with("create", settings.targetRate(), this::timer);
        benchmark.expect(load.plan());
        List<Assertion> assertions = new ArrayList<>(load.judge(settings.thresholds()));
        assertions.addAll(benchmark.judgeBy(settings.callbackThresholds()));
        List<PopulationBuilder> scenarios = load.scenariosThen(
                callbacks.drain(() -> Instant.now().plus(settings.dueTo()).plus(settings.dueFrom())));
        setUp(settings.pending() == 0 ? scenarios : List.of(fill().andThen(scenarios)))
                .protocols(benchmark.protocol())
                .assertions(assertions);
    }

    private ChainBuilder timer(LoadPhase counting) {
        boolean measured = counting == LoadPhase.MEASURED;
        ChainBuilder created = feed(Feeders.weighted("behaviour", settings.mix().weights(), timers.seed()))
                .exec(Behaviours::withTimeout)
                .exec(timers.dueIn(settings.dueFrom(), settings.dueTo(), this::url))
                .exec(benchmark.send(counting, "create", requests.create()))
                .exec(callbacks.created(Behaviours.ATTEMPTS, measured));
        return measured ? created.exec(exitHereIfFailed(), change()) : created;
    }

    private String url(Session session) {
        return callbacks.url(Behaviours.of(session.getString("behaviour"), session.get("executeAt")));
    }

    /** Some timers are updated, some deleted, well before they are due. */
    private ChainBuilder change() {
        Duration after = CallbackLoadSettings.CHANGED_AFTER;
        ChainBuilder update = pause(after)
                .exec(session -> session.set(
                        "executeAt", timers.at(session.<Instant>get("executeAt").plus(settings.dueFrom()))))
                .exec(benchmark.send(LoadPhase.ALONGSIDE, "update", requests.update("update")))
                .exec(callbacks.updated());
        ChainBuilder delete = pause(after)
                .exec(benchmark.send(LoadPhase.ALONGSIDE, "delete", requests.delete()))
                .exec(callbacks.deleted());
        return feed(Feeders.weighted("change", settings.changes(), timers.seed()))
                .doSwitch("#{change}")
                .on(onCase("update").then(update), onCase("delete").then(delete));
    }

    private PopulationBuilder fill() {
        ChainBuilder create = exec(timers.pending())
                .exec(benchmark.send(LoadPhase.FILL, "create", requests.create()))
                .exec(callbacks.created(Behaviours.ATTEMPTS, false));
        return new Population(benchmark, timers.seed()).fill(settings.pending(), create);
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

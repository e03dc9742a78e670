package simulations;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import simulations.support.NewTimers;
import simulations.support.Operations;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.DueRange;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.plan.ExecutionPlan;
import timerbench.harness.measure.callback.Behaviour;

/** Timers that are created first, and then fall due evenly over a window, or all at one instant (a herd). */
@Question("How many timers a second can be executed, due evenly or all at one instant, and how late are they?")
@Needs(callbacks = true)
public final class TimerExecutionSimulation extends LoadSimulation {
    private final Benchmark<ExecutionSettings> benchmark = Benchmark.open(this, "execution", ExecutionSettings.class);
    private final ExecutionSettings settings = benchmark.settings();
    private final DueRange soon =
            benchmark.due(ExecutionSettings.WARM_UP_DUE.from(), ExecutionSettings.WARM_UP_DUE.to());
    private final Callbacks callbacks =
            benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
    private final Operations operations = new Operations(benchmark, callbacks);
    private final NewTimers timers = operations.timers();
    private final String url = callbacks.url(new Behaviour.Ok());
    private final AtomicLong next = new AtomicLong();
    private final Load load;

    public TimerExecutionSimulation() {
        benchmark.requireOneEach("fillers", settings.fillers());
        benchmark.requireExecutions(settings.executions());
        benchmark.judgeBy(settings.callbackThresholds());
        benchmark.createsBefore(settings.creates(soon));
        load = benchmark.load(
                new ExecutionPlan(settings.timers(), settings.fill(soon), settings.spread(), callbacks::lastArrival),
                callbacks);

        // No create is measured. Those of the fill must all succeed, because the execution of their timers is.
        PopulationBuilder warmUp = load.inject(
                scenario("warm-up").exec(operations.create(load.warmUp(), timers.dueIn(soon, session -> url), false)),
                constantUsersPerSec(settings.warmUpRate()).during(settings.warmUp(soon)));
        ChainBuilder timer = timers.fed().exec(this::due);
        AtomicLong left = new AtomicLong(benchmark.share().of(settings.timers()));
        PopulationBuilder fill = load.inject(
                        scenario("fill")
                                .exec(asLongAs(session -> left.getAndDecrement() > 0)
                                        .on(operations.create(load.fillInWarmUp(), timer, true))),
                        atOnceUsers(settings.fillers()))
                .andThen(load.drain(() -> firstDue().plus(settings.spread())));
        setUp(warmUp, fill).protocols(load.protocol()).assertions(load.assertions());
    }

    private Session due(Session session) {
        Duration least = benchmark.dialect().facts().leastLead();
        if (Instant.now().isAfter(firstDue().minus(least))) {
            load.fail("timers were still created when the first were due, or too near; raise execution.fill");
        }
        long number = benchmark.share().placeOf(next.getAndIncrement());
        Instant executeAt = firstDue().plus(settings.dueAfterFirst(number));
        return session.set("executeAt", timers.at(executeAt)).set("callbackUrl", url);
    }

    private Instant firstDue() {
        return load.begin().plus(settings.fill(soon));
    }
}

package simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import simulations.support.Behaviours;
import simulations.support.Feeders;
import simulations.support.Payloads;
import simulations.support.TimerRequests;
import timerbench.harness.callback.Behaviour;
import timerbench.harness.gatling.Benchmark;
import timerbench.harness.gatling.Callbacks;
import timerbench.harness.gatling.ExecutionPlan;

/**
 * How many timers a second can be executed, and how late are they? Timers put in first, then falling due evenly over a
 * window, or all at one instant (a herd), with nothing else to do.
 */
public final class TimerExecutionSimulation extends Simulation {
    private static final Duration WARM_UP_DUE_IN = Duration.ofSeconds(1);

    private final Benchmark benchmark = Benchmark.open(TimerExecutionSimulation.class, "execution");
    private final ExecutionSettings settings = benchmark.settings(ExecutionSettings.class);
    private final Callbacks callbacks = benchmark.callbacks(settings.drain(), settings.lateAfter());
    private final HttpRequestActionBuilder create =
            TimerRequests.create(Behaviours.OPTIONS).silent();
    private final String url = callbacks.url(new Behaviour.Ok());
    private final AtomicLong next = new AtomicLong();

    public TimerExecutionSimulation() {
        benchmark.expect("create", new ExecutionPlan(settings.timers(), settings.fill(), settings.spread(), callbacks));
        benchmark.judgeBy(settings.callbackThresholds());
        benchmark.requireExecutions(settings.executions());

        PopulationBuilder warmUp = scenario("warm-up")
                .exec(
                        timer(() -> Instant.now().plus(WARM_UP_DUE_IN)),
                        benchmark.warmUp(exec(create)),
                        callbacks.created(Behaviours.ATTEMPTS, false))
                .injectOpen(constantUsersPerSec(settings.warmUpRate())
                        .during(settings.fill().minus(WARM_UP_DUE_IN.multipliedBy(3))));
        PopulationBuilder fill = scenario("fill")
                .exec(repeat(settings.timers() / settings.fillers())
                        .on(
                                timer(this::nextDue),
                                benchmark.warmUp(exec(create)),
                                callbacks.created(Behaviours.ATTEMPTS, true)))
                .injectOpen(atOnceUsers(settings.fillers()))
                .andThen(callbacks.drain(() -> firstDue().plus(settings.spread())));
        setUp(warmUp, fill)
                .protocols(benchmark.protocol())
                .assertions(settings.callbackThresholds().assertions());
    }

    private ChainBuilder timer(Supplier<Instant> executeAt) {
        return feed(Feeders.groups(settings.seed()))
                .feed(Feeders.newTimerIds())
                .feed(Feeders.payloads(Payloads.pool(settings.payloads(), settings.seed())))
                .exec(session -> session.set("executeAt", TimerRequests.millis(executeAt.get()))
                        .set("callbackUrl", url));
    }

    private Instant nextDue() {
        if (Instant.now().isAfter(firstDue())) {
            benchmark.fail("the first timers fell due while others were still put in; raise timerbench.execution.fill");
        }
        return firstDue().plus(settings.dueAfterFirst(next.getAndIncrement()));
    }

    private Instant firstDue() {
        return benchmark.begin().plus(settings.fill());
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

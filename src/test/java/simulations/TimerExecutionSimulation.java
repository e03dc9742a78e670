package simulations;

import static io.gatling.javaapi.core.CoreDsl.*;

import io.gatling.javaapi.core.*;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import simulations.support.*;
import timerbench.harness.load.*;
import timerbench.harness.load.plan.ExecutionPlan;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.targets.dialect.Operation;

/** Timers put in first, then falling due evenly over a window, or all at one instant (a herd), with nothing else to do. */
@Question("How many timers a second can be executed, due evenly or all at one instant, and how late are they?")
public final class TimerExecutionSimulation extends Simulation {
    private static final Duration WARM_UP_DUE_IN = Duration.ofSeconds(1);

    private final Benchmark benchmark = Benchmark.open(this, "execution", ExecutionSettings.class, Operation.CREATE);
    private final ExecutionSettings settings = benchmark.settings(ExecutionSettings.class);
    private final Callbacks callbacks =
            benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
    private final NewTimers timers = new NewTimers(benchmark);
    private final TimerRequests requests = new TimerRequests(benchmark.dialect(), Behaviours.OPTIONS);
    private final String url = callbacks.url(new Behaviour.Ok());
    private final AtomicLong next = new AtomicLong();

    public TimerExecutionSimulation() {
        benchmark.expect(
                new ExecutionPlan(settings.timers(), settings.fill(), settings.spread(), callbacks::lastArrival));
        benchmark.requireExecutions(settings.executions());

        PopulationBuilder warmUp = scenario("warm-up")
                .exec(timers.dueIn(WARM_UP_DUE_IN, WARM_UP_DUE_IN, session -> url), create(false))
                .injectOpen(constantUsersPerSec(settings.warmUpRate())
                        .during(settings.fill().minus(WARM_UP_DUE_IN.multipliedBy(3))));
        PopulationBuilder fill = scenario("fill")
                .exec(repeat(settings.timers() / settings.fillers()).on(timers.fed(), exec(this::due), create(true)))
                .injectOpen(atOnceUsers(settings.fillers()))
                .andThen(callbacks.drain(() -> firstDue().plus(settings.spread())));
        setUp(warmUp, fill)
                .protocols(benchmark.protocol())
                .assertions(benchmark.judgeBy(settings.callbackThresholds()));
    }

    /** No create counts here: timers are put in for what comes after. Those whose execution counts must all be put in. */
    private ChainBuilder create(boolean executionCounts) {
        LoadPhase counting = executionCounts ? LoadPhase.FILL : LoadPhase.WARM_UP;
        return exec(benchmark.send(counting, "create", requests.create()))
                .exec(callbacks.created(Behaviours.ATTEMPTS, executionCounts));
    }

    private Session due(Session session) {
        if (Instant.now().isAfter(firstDue())) {
            benchmark.fail("the first timers fell due while others were still put in; raise timerbench.execution.fill");
        }
        Instant executeAt = firstDue().plus(settings.dueAfterFirst(next.getAndIncrement()));
        return session.set("executeAt", timers.at(executeAt)).set("callbackUrl", url);
    }

    private Instant firstDue() {
        return benchmark.begin().plus(settings.fill());
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

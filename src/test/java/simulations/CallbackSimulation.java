package simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import simulations.support.Behaviours;
import simulations.support.Feeders;
import simulations.support.Payloads;
import simulations.support.TimerRequests;
import timerbench.harness.gatling.Benchmark;
import timerbench.harness.gatling.Callbacks;
import timerbench.harness.gatling.LoadPhases;

/**
 * How late are callbacks under a steady load, and is any lost or doubled? Open load of timers due seconds ahead, whose
 * receivers answer in every way; some are updated, some deleted, before they are due.
 */
public final class CallbackSimulation extends Simulation {
    /** Users that put in the timers that stay pending. */
    private static final int FILLERS = 32;

    private final Benchmark benchmark = Benchmark.open(CallbackSimulation.class, "callbacks");
    private final CallbackLoadSettings settings = benchmark.settings(CallbackLoadSettings.class);
    private final Callbacks callbacks = benchmark.callbacks(settings.drain(), settings.lateAfter());
    private final HttpRequestActionBuilder create = TimerRequests.create(Behaviours.OPTIONS);

    public CallbackSimulation() {
        LoadPhases phases = settings.phases();
        benchmark.expect("create", phases);
        benchmark.judgeBy(settings.thresholds());
        benchmark.judgeBy(settings.callbackThresholds());

        PopulationBuilder warmUp = scenario("warm-up")
                .exec(newTimer(), benchmark.warmUp(exec(create.silent())))
                .exec(callbacks.created(Behaviours.ATTEMPTS, false))
                .injectOpen(rampUsersPerSec(settings.startRate())
                        .to(phases.warmUpRate())
                        .during(settings.warmUp()));
        PopulationBuilder load = scenario("timers")
                .exec(newTimer(), benchmark.measured(exec(create)))
                .exec(callbacks.created(Behaviours.ATTEMPTS, true), exitHereIfFailed(), change())
                .injectOpen(
                        nothingFor(settings.warmUp()),
                        rampUsersPerSec(settings.startRate())
                                .to(settings.targetRate())
                                .during(settings.ramp()),
                        constantUsersPerSec(settings.targetRate()).during(settings.hold()))
                .andThen(callbacks.drain(this::lastDue));

        List<Assertion> assertions = new ArrayList<>(settings.thresholds().assertions("create"));
        assertions.addAll(settings.callbackThresholds().assertions());
        setUp(settings.pending() == 0 ? List.of(warmUp, load) : List.of(fill().andThen(warmUp, load)))
                .protocols(benchmark.protocol())
                .assertions(assertions);
    }

    private ChainBuilder newTimer() {
        return feed(Feeders.groups(settings.seed()))
                .feed(Feeders.newTimerIds())
                .feed(Feeders.payloads(Payloads.pool(settings.payloads(), settings.seed())))
                .feed(Feeders.dueIn(settings.dueFrom(), settings.dueTo(), settings.seed()))
                .feed(Feeders.weighted("behaviour", settings.mix().weights(), settings.seed()))
                .exec(session -> {
                    Instant executeAt = TimerRequests.millis(Instant.now().plus(session.<Duration>get("dueIn")));
                    String url = callbacks.url(Behaviours.of(session.getString("behaviour"), executeAt));
                    return session.set("executeAt", executeAt).set("callbackUrl", url);
                });
    }

    /** Some timers are updated, some deleted, well before they are due. */
    private ChainBuilder change() {
        Duration after = CallbackLoadSettings.CHANGED_AFTER;
        ChainBuilder update = pause(after)
                .exec(session -> session.set(
                        "executeAt", session.<Instant>get("executeAt").plus(settings.dueFrom())))
                .exec(benchmark.alongside(exec(TimerRequests.update())), callbacks.updated());
        ChainBuilder delete = pause(after).exec(benchmark.alongside(exec(TimerRequests.delete())), callbacks.deleted());
        return feed(Feeders.weighted("change", settings.changes(), settings.seed()))
                .doSwitch("#{change}")
                .on(onCase("update").then(update), onCase("delete").then(delete));
    }

    /** Timers that were updated or rescheduled are due later than others. */
    private Instant lastDue() {
        return Instant.now().plus(settings.dueTo()).plus(settings.dueFrom());
    }

    /** Timers that are not due during the run, put in before it. */
    private PopulationBuilder fill() {
        return scenario("fill")
                .exec(repeat(settings.pending() / FILLERS)
                        .on(newTimer()
                                .exec(CallbackSimulation::farAhead)
                                .exec(exec(create.silent()), callbacks.created(Behaviours.ATTEMPTS, false))))
                .injectOpen(atOnceUsers(FILLERS));
    }

    private static Session farAhead(Session session) {
        return session.set("executeAt", session.<Instant>get("executeAt").plus(Duration.ofDays(1)));
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

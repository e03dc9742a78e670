package simulations;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import simulations.support.Feeders;
import simulations.support.Payloads;
import simulations.support.TimerRequests;
import timerbench.harness.gatling.Benchmark;
import timerbench.harness.gatling.LoadPhases;

/** How many timers a second can be created, and how fast is each? Open load: warm-up, ramp, hold. */
public final class TimerCreationSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(TimerCreationSimulation.class, "creation");

    public TimerCreationSimulation() {
        CreationSettings settings = benchmark.settings(CreationSettings.class);
        LoadPhases phases = settings.phases();
        HttpRequestActionBuilder create = TimerRequests.create(settings.dueIn(), settings.callbackUrl());
        ChainBuilder newTimer = feed(Feeders.groups(settings.seed()))
                .feed(Feeders.newTimerIds())
                .feed(Feeders.payloads(Payloads.pool(settings.payloads(), settings.seed())));

        benchmark.expect("create", phases);
        benchmark.judgeBy(settings.thresholds());
        setUp(
                        scenario("warm-up")
                                .exec(newTimer, benchmark.warmUp(exec(create.silent())))
                                .injectOpen(rampUsersPerSec(settings.startRate())
                                        .to(phases.warmUpRate())
                                        .during(settings.warmUp())),
                        scenario("create")
                                .exec(newTimer, benchmark.measured(exec(create)))
                                .injectOpen(
                                        nothingFor(settings.warmUp()),
                                        rampUsersPerSec(settings.startRate())
                                                .to(settings.targetRate())
                                                .during(settings.ramp()),
                                        constantUsersPerSec(settings.targetRate())
                                                .during(settings.hold())))
                .protocols(benchmark.protocol())
                .assertions(settings.thresholds().assertions("create"));
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

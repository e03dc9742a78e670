package simulations;

import static io.gatling.javaapi.core.CoreDsl.*;

import io.gatling.javaapi.core.Simulation;
import simulations.support.Operations;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.load.Question;
import timerbench.harness.load.plan.StagedUsers;
import timerbench.harness.targets.dialect.Operation;

/** Closed load in stages: virtual users that keep their connection, each taking one timer after the other through its life. */
@Question("How fast are create, read, update and delete for users that come in stages, stay and leave?")
public final class MixedOperationsSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(
            this, "mixed", MixedSettings.class, Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE);
    private final MixedSettings settings = benchmark.settings(MixedSettings.class);
    private final Operations operations = new Operations(benchmark);

    public MixedOperationsSimulation() {
        StagedUsers users = settings.users();
        benchmark.expect(users);
        setUp(
                        scenario("warm-up")
                                .exec(during(settings.warmUp()).on(operations.lifeOfATimer(LoadPhase.WARM_UP)))
                                .injectOpen(atOnceUsers(settings.warmUpUsers())),
                        scenario("users")
                                .exec(users.stay(benchmark::begin, operations.lifeOfATimer(LoadPhase.MEASURED)))
                                .injectOpen(users.arrivals()))
                .protocols(benchmark.protocolOfStayingUsers())
                .assertions(benchmark.judgeBy(settings.thresholds(), "create", "read", "update", "delete"));
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

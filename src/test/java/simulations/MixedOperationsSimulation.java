package simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import simulations.support.Operations;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.Share;
import timerbench.harness.load.plan.StagedUsers;
import timerbench.harness.targets.dialect.Operation;

/**
 * Closed load in stages: virtual users keep their connection, and take one timer after the other through its life.
 */
@Question("How fast are create, read, update and delete for users that come in stages, stay and leave?")
@Needs(orLeavesOut = {Operation.READ, Operation.UPDATE, Operation.DELETE})
public final class MixedOperationsSimulation extends LoadSimulation {
    /** The {@code mixed} block of the settings; {@code reference.conf} describes each. */
    record Settings(Duration warmUp, int warmUpUsers, List<StagedUsers.Stage> stages, Thresholds thresholds) {
        Settings {
            // Checks the stages here, where the place of the settings is known.
            var unused = new StagedUsers(warmUp, stages, Share.WHOLE);
            if (warmUpUsers < 1) {
                throw new IllegalArgumentException("warmUpUsers must be at least 1, was " + warmUpUsers);
            }
        }
    }

    public MixedOperationsSimulation() {
        Benchmark<Settings> benchmark = Benchmark.open(this, "mixed", Settings.class);
        Settings settings = benchmark.settings();
        Operations operations = new Operations(benchmark);
        StagedUsers users = new StagedUsers(settings.warmUp(), settings.stages(), benchmark.share());
        benchmark.requireOneEach("warmUpUsers", settings.warmUpUsers());
        String[] sent = Stream.of(Operation.CREATE, Operation.READ, Operation.UPDATE, Operation.DELETE)
                .filter(benchmark::hasOrLeavesOut)
                .map(Operation::word)
                .toArray(String[]::new);
        benchmark.judgeBy(settings.thresholds(), sent);
        Load load = benchmark.load(users);
        setUp(
                        load.inject(
                                scenario("warm-up")
                                        .exec(during(settings.warmUp()).on(operations.lifeOfATimer(load.warmUp()))),
                                atOnceUsers(settings.warmUpUsers())),
                        load.inject(
                                scenario("users")
                                        .exec(users.stay(load::begin, operations.lifeOfATimer(load.measured()))),
                                users::numberOf,
                                users.arrivals()))
                .protocols(load.protocolOfStayingUsers())
                .assertions(load.assertions());
    }
}

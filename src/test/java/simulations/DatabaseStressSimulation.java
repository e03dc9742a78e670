package simulations;

import static io.gatling.javaapi.core.CoreDsl.*;

import io.gatling.javaapi.core.*;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import simulations.support.*;
import timerbench.harness.load.*;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.targets.dialect.Operation;

/** Closed load without pauses: so many virtual users, for so long, doing one operation or all in turn. */
@Question("How many operations of one kind, or of all in turn, does it do for so many users that never pause?")
public final class DatabaseStressSimulation extends Simulation {
    private final Benchmark benchmark = Benchmark.open(this, "stress", StressSettings.class, Operation.CREATE);
    private final StressSettings settings = benchmark.settings(StressSettings.class);
    private final Operations operations = new Operations(benchmark);
    private final Population population =
            new Population(benchmark, operations.timers().seed());
    private final LongAdder putInMeanwhile = new LongAdder();

    public DatabaseStressSimulation() {
        benchmark.require(settings.operation().needs());
        benchmark.expect(new ClosedPlan(settings.concurrent(), settings.warmUp(), settings.duration()));
        benchmark.note(this::putInMeanwhile);
        PopulationBuilder users = scenario("users")
                .exec(during(settings.warmUp()).on(step(LoadPhase.WARM_UP)))
                .exec(during(settings.duration()).on(step(LoadPhase.MEASURED)))
                .injectOpen(atOnceUsers(settings.concurrent()));
        setUp(
                        settings.operation().needsTimers()
                                ? population
                                        .fill(settings.timers(), operations.create(LoadPhase.FILL))
                                        .andThen(users)
                                : users)
                .protocols(benchmark.protocolOfStayingUsers())
                .assertions(benchmark.judgeBy(
                        settings.thresholds(), settings.operation().requests()));
    }

    private ChainBuilder step(LoadPhase counting) {
        return exec(Session::markAsSucceeded)
                .exec(
                        switch (settings.operation()) {
                            case CREATE -> operations.create(counting);
                            case READ -> population.with(operations.read(counting));
                            case UPDATE -> population.with(operations.update(counting));
                            case DELETE -> exec(refill(), population.using(operations.delete(counting)));
                            case LIST -> population.with(operations.list(counting));
                            case MIXED -> operations.lifeOfATimer(counting);
                        });
    }

    /** Deletes use timers up. When they run short each delete is preceded by a create, which a note tells. */
    private ChainBuilder refill() {
        return doIf(session -> population.size() <= settings.concurrent())
                .then(operations.create(LoadPhase.ALONGSIDE), population.add(), exec(session -> {
                    putInMeanwhile.increment();
                    return session;
                }));
    }

    private Optional<String> putInMeanwhile() {
        long timers = putInMeanwhile.sum();
        return timers == 0 ? Optional.empty() : Optional.of(timers + " timers were put in between the deletes");
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

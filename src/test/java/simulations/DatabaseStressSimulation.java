package simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Step;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Question;
import timerbench.harness.load.plan.ClosedPlan;

/** Closed load without pauses: virtual users do one operation, or all in turn, over and over. */
@Question(
        "How many operations of one kind, or of all in turn, does the service do for a number of users that never pause?")
public final class DatabaseStressSimulation extends LoadSimulation {
    private final Benchmark<StressSettings> benchmark = Benchmark.open(this, "stress", StressSettings.class);
    private final StressSettings settings = benchmark.settings();
    private final Operations operations = new Operations(benchmark);
    private final Population population = new Population(operations.timers().seed());
    private final LongAdder createdMeanwhile = new LongAdder();
    private final Load load;

    public DatabaseStressSimulation() {
        benchmark.require(settings.operation().needs());
        benchmark.note(this::createdMeanwhile);
        benchmark.judgeBy(settings.thresholds(), settings.operation().requests());
        benchmark.createsBefore(settings.operation().needsTimers() ? settings.timers() : 0);
        benchmark.requireOneEach("concurrent", settings.concurrent());
        load = benchmark.load(new ClosedPlan(settings.concurrent(), settings.warmUp(), settings.duration()));
        Step step = sender -> exec(Session::markAsSucceeded).exec(operation().by(sender));
        PopulationBuilder users = load.inject(
                scenario("users")
                        .exec(during(settings.warmUp()).on(step.by(load.warmUp())))
                        .exec(during(settings.duration()).on(step.by(load.measured()))),
                atOnceUsers(settings.concurrent()));
        setUp(population.before(load, operations::create, List.of(users)))
                .protocols(load.protocolOfStayingUsers())
                .assertions(load.assertions());
    }

    private Step operation() {
        return switch (settings.operation()) {
            case CREATE -> operations::create;
            case READ -> population.with(operations::read);
            case UPDATE -> population.with(operations::update);
            case DELETE ->
                sender -> exec(refill(), population.using(operations::delete).by(sender));
            case LIST -> population.with(operations::list);
            case MIXED -> operations::lifeOfATimer;
        };
    }

    /** Deletes use timers up. When they run short, a create precedes each delete; a note reports how many. */
    private ChainBuilder refill() {
        ChainBuilder create = population.adding(operations::create).by(load.alongside());
        long users = benchmark.share().of(settings.concurrent());
        return doIf(session -> population.size() <= users).then(create.exec(session -> {
            createdMeanwhile.increment();
            return session;
        }));
    }

    private Optional<String> createdMeanwhile() {
        long timers = createdMeanwhile.sum();
        return timers == 0 ? Optional.empty() : Optional.of(timers + " timers were created between the deletes");
    }
}

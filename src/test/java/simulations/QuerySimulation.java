package simulations;

import static io.gatling.javaapi.core.CoreDsl.*;

import io.gatling.javaapi.core.*;
import java.time.Instant;
import java.util.Map;
import simulations.support.*;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.load.Question;
import timerbench.harness.targets.dialect.Operation;

/** Open load of pages of groups' timers: small and large ones, of what is due soon, and one page after the other. */
@Question("How fast are pages of a group's timers: small, large, of those due soon, and deep in a long listing?")
public final class QuerySimulation extends Simulation {
    private final Benchmark benchmark =
            Benchmark.open(this, "query", QuerySettings.class, Operation.CREATE, Operation.LIST);
    private final QuerySettings settings = benchmark.settings(QuerySettings.class);
    private final Operations operations = new Operations(benchmark);
    private final NewTimers timers = operations.timers();
    private final TimerRequests requests = new TimerRequests(benchmark.dialect(), Map.of());

    public QuerySimulation() {
        Rates load = new Rates(benchmark, settings.phases())
                .with("list small", settings.rates().small(), counting -> page("list small", counting))
                .with("list large", settings.rates().large(), counting -> page("list large", counting))
                .with("list due", settings.rates().due(), counting -> page("list due", counting))
                .with("list first", settings.rates().deep(), this::deep);
        benchmark.expect(load.plan());
        Population population = new Population(benchmark, timers.seed());
        setUp(population
                        .fill(settings.timers(), operations.create(LoadPhase.FILL))
                        .andThen(load.scenarios()))
                .protocols(benchmark.protocol())
                .assertions(load.judge(settings.thresholds()));
    }

    private ChainBuilder page(String name, LoadPhase counting) {
        return feed(Feeders.groups(timers.seed()))
                .exec(session -> asking(name, session))
                .exec(benchmark.send(counting, name, requests.list(name)));
    }

    private Session asking(String name, Session session) {
        Session asking = session.remove("cursor")
                .remove(TimerRequests.NEXT_CURSOR)
                .set("limit", name.equals("list large") ? settings.large() : settings.small());
        return name.equals("list due")
                ? asking.set("dueBefore", timers.at(Instant.now().plus(settings.dueWithin())))
                : asking;
    }

    /** The first page is asked for at the rate; those that follow it, as long as there are any, come with it. */
    private ChainBuilder deep(LoadPhase counting) {
        LoadPhase next = counting == LoadPhase.MEASURED ? LoadPhase.ALONGSIDE : counting;
        return page("list first", counting)
                .repeat(settings.deepPages() - 1)
                .on(doIf(session -> session.contains(TimerRequests.NEXT_CURSOR) && !session.isFailed())
                        .then(
                                exec(QuerySimulation::turnPage),
                                benchmark.send(next, "list deep", requests.list("list deep"))));
    }

    private static Session turnPage(Session session) {
        return session.set("cursor", session.getString(TimerRequests.NEXT_CURSOR))
                .remove(TimerRequests.NEXT_CURSOR);
    }

    @Override
    public void after() {
        benchmark.finish();
    }
}

package simulations;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Instant;
import java.util.Optional;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Rates;
import simulations.support.TimerRequests;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Needs;
import timerbench.harness.load.Question;
import timerbench.harness.load.Sender;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.Value;

/** Open load of pages of groups' timers: small and large pages, of timers due soon, and one page after the other. */
@Question("How fast are pages of a group's timers: small, large, of timers due soon, and deep in a long listing?")
@Needs({Operation.CREATE, Operation.LIST})
public final class QuerySimulation extends LoadSimulation {
    private final Benchmark<QuerySettings> benchmark = Benchmark.open(this, "query", QuerySettings.class);
    private final QuerySettings settings = benchmark.settings();
    private final Operations operations = new Operations(benchmark);
    private final TimerRequests requests = operations.requests();

    public QuerySimulation() {
        Rates rates = new Rates(benchmark, settings.phases())
                .with("list small", settings.rates().small(), sender -> page("list small", sender))
                .with("list large", settings.rates().large(), sender -> page("list large", sender))
                .with("list due", dueRate(), sender -> page("list due", sender))
                .with("list first", settings.rates().deep(), this::deep);
        rates.judgeBy(settings.thresholds());
        benchmark.createsBefore(settings.timers());
        benchmark.sendsAlongside("list deep", settings.deep(rates.plan()));
        Load load = benchmark.load(rates.plan());
        setUp(Population.fillBefore(load, operations::create, rates.users(load)))
                .protocols(load.protocol())
                .assertions(load.assertions());
    }

    private double dueRate() {
        if (benchmark.dialect().call(Operation.LIST).names(Value.DUE_BEFORE)) {
            return settings.rates().due();
        }
        benchmark.note(() -> Optional.of("list due: left out, list names no {dueBefore}"));
        return 0;
    }

    private ChainBuilder page(String name, Sender sender) {
        return feed(operations.timers().groups())
                .exec(session -> asking(name, session))
                .exec(sender.send(name, requests.list(name)));
    }

    private Session asking(String name, Session session) {
        Session asking = requests.firstPage(session)
                .set("callbackUrl", operations.timers().callbackUrl())
                .set("limit", name.equals("list large") ? settings.large() : settings.small());
        Instant soon = operations.timers().at(Instant.now().plus(settings.dueWithin()));
        return name.equals("list due") ? asking.set("dueBefore", soon) : asking;
    }

    /** The first page is requested at the rate; the pages that follow it, if there are any, come with it. */
    private ChainBuilder deep(Sender sender) {
        ChainBuilder next = sender.following().send("list deep", requests.list("list deep"));
        return page("list first", sender)
                .repeat(settings.deepPages() - 1)
                .on(doIf(session -> !session.isFailed() && requests.hasNextPage(session))
                        .then(exec(requests::nextPage), next));
    }
}

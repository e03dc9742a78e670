package timerbench.harness.load;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import java.util.function.Consumer;
import scala.Option;
import scala.collection.immutable.List;

/** Keeps responses out of Gatling's log, and so out of its report and assertions, and hears why requests failed. */
final class Unlogged implements StatsEngine {
    private final StatsEngine engine;
    private final Consumer<String> failures;

    /** @param failures told of the message of each request that failed, before its virtual user goes on */
    Unlogged(StatsEngine engine, Consumer<String> failures) {
        this.engine = engine;
        this.failures = failures;
    }

    @Override
    public void logResponse(
            String scenario,
            List<String> groups,
            String name,
            long start,
            long end,
            Status status,
            Option<String> code,
            Option<String> message) {
        if (status.equals(KO$.MODULE$)) {
            failures.accept(message.isDefined() ? message.get() : "failed without a message");
        }
    }

    /** A request that could not even be built is logged: that is a fault of the simulation. */
    @Override
    public void logRequestCrash(String scenario, List<String> groups, String name, String message) {
        engine.logRequestCrash(scenario, groups, name, message);
    }

    @Override
    public void logGroupEnd(String scenario, GroupBlock group, long end) {
        engine.logGroupEnd(scenario, group, end);
    }

    @Override
    public void logUserStart(String scenario) {
        engine.logUserStart(scenario);
    }

    @Override
    public void logUserEnd(String scenario) {
        engine.logUserEnd(scenario);
    }

    @Override
    public void start() {
        engine.start();
    }

    @Override
    public void stop(ActorRef<Controller.Command> controller, Option<Exception> exception) {
        engine.stop(controller, exception);
    }
}

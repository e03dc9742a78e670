package timerbench.harness.load;

import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import scala.Option;
import scala.collection.immutable.List;

/** Gatling's statistics by another engine. A subclass sees or holds back what it overrides. */
abstract class ForwardingStats implements StatsEngine {
    private final StatsEngine engine;

    ForwardingStats(StatsEngine engine) {
        this.engine = engine;
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
        engine.logResponse(scenario, groups, name, start, end, status, code, message);
    }

    /** Logs a request that could not be built: that is a fault of the simulation. */
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

package timerbench.harness.load;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.core.stats.StatsEngine;
import io.gatling.javaapi.core.ActionBuilder;
import java.time.Instant;
import java.util.Optional;
import scala.Option;
import scala.collection.immutable.List$;

/** Adds entries to Gatling's log, and so to its report and assertions, that no virtual user's request makes. */
final class StatsLog {
    private final String scenario;
    private volatile Optional<StatsEngine> engine = Optional.empty();

    /** @param scenario under which Gatling logs the entries */
    StatsLog(String scenario) {
        this.scenario = scenario;
    }

    /**
     * Returns a step that does nothing. A scenario must hold it, because Gatling passes its engine to the steps it
     * builds.
     */
    ActionBuilder attach() {
        return () -> (context, next) -> {
            engine = Optional.of(context.coreComponents().statsEngine());
            return next;
        };
    }

    /** Returns whether Gatling's engine exists; before the load it does not. */
    boolean isAttached() {
        return engine.isPresent();
    }

    /**
     * Logs an entry under a name of its own. May be called from any thread while there is a virtual user.
     *
     * @param error what went wrong; empty if nothing did
     */
    void log(String name, Instant start, Instant end, Optional<String> error) {
        engine.orElseThrow(() -> new IllegalStateException("not attached: no scenario holds the step"))
                .logResponse(
                        scenario,
                        List$.MODULE$.empty(),
                        name,
                        start.toEpochMilli(),
                        end.toEpochMilli(),
                        error.isEmpty() ? OK$.MODULE$ : KO$.MODULE$,
                        Option.empty(),
                        Option.apply(error.orElse(null)));
    }
}

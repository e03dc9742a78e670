package timerbench.harness.load;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.core.stats.StatsEngine;
import io.gatling.javaapi.core.ActionBuilder;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List$;

/** Puts into Gatling's log, and so into its report and assertions, what was no request of a virtual user. */
final class StatsLog {
    private final String scenario;
    private volatile @Nullable StatsEngine engine;

    /** @param scenario under which it is logged */
    StatsLog(String scenario) {
        this.scenario = scenario;
    }

    /**
     * Returns a step that does nothing. To be put into a scenario: Gatling hands its engine to the steps it builds.
     */
    ActionBuilder attach() {
        return () -> (context, next) -> {
            engine = context.coreComponents().statsEngine();
            return next;
        };
    }

    /** Returns whether Gatling's engine is there to log to: it is not before the load. */
    boolean isAttached() {
        return engine != null;
    }

    /**
     * Logs something under a name of its own. May be called from any thread, while a virtual user is left.
     *
     * @param error what went wrong; empty if nothing did
     */
    void log(String name, Instant start, Instant end, Optional<String> error) {
        StatsEngine attached = engine;
        if (attached == null) {
            throw new IllegalStateException("not attached: no scenario holds the step");
        }
        attached.logResponse(
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

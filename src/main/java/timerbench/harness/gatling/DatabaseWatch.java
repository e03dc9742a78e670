package timerbench.harness.gatling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import timerbench.harness.counts.MetricsPages;
import timerbench.harness.database.DatabaseException;
import timerbench.harness.database.DatabaseServer;
import timerbench.harness.database.Profiler;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Trial;
import timerbench.harness.target.Target;
import timerbench.harness.target.TargetClient;
import timerbench.harness.target.TargetException;
import timerbench.harness.target.TargetHttp;
import timerbench.settings.Settings;

/**
 * The database of a load: what it did by its own account since the warm-up, and what its data take on disk. A database that
 * cannot tell is noted in the trial, and the load goes on.
 */
final class DatabaseWatch {
    private static final int MOST_STATEMENTS = 10;

    /** To count the timers may take a database that long. */
    private static final Duration COUNTING = Duration.ofMinutes(1);

    private final DatabaseServer server;
    private final List<String> urls;
    private final TargetHttp http;
    private @Nullable Profiler profiler;
    private final boolean asked;
    private String refusal = "the load ended before the warm-up did";

    /**
     * @param asked whether it is asked what it did
     * @param urls of the service's instances
     */
    DatabaseWatch(DatabaseServer server, boolean asked, List<String> urls, TargetHttp http) {
        this.server = server;
        this.asked = asked;
        this.urls = urls;
        this.http = http;
    }

    /** Returns what watches the target's database; empty if none is known. */
    static Optional<DatabaseWatch> of(Target target, Settings settings) {
        boolean asked = settings.readRoot(Asked.class).profileDatabase();
        TargetClient client = new TargetClient(target.headers(), COUNTING);
        return target.database().map(server -> new DatabaseWatch(server, asked, target.urls(), client));
    }

    /** What the settings' root says of it. */
    private record Asked(boolean profileDatabase) {}

    /** To be called when what was done so far is not to count. */
    synchronized void start() {
        if (!asked) {
            return;
        }
        try {
            Profiler opened = server.profiler(() -> MetricsPages.read(urls, http));
            opened.start();
            profiler = opened;
        } catch (DatabaseException | TargetException e) {
            refusal = e.getMessage();
        }
    }

    /** Returns the trial with what the database tells at its end. */
    synchronized Trial complete(Trial trial) {
        return withDisk(withLoad(trial));
    }

    private Trial withLoad(Trial trial) {
        if (!asked) {
            return trial;
        }
        if (profiler == null) {
            return unmeasured(trial, "what the database did", refusal);
        }
        try (Profiler open = profiler) {
            return trial.with(open.top(MOST_STATEMENTS));
        } catch (DatabaseException | TargetException e) {
            return unmeasured(trial, "what the database did", e.getMessage());
        }
    }

    private Trial withDisk(Trial trial) {
        try {
            OptionalLong bytes = server.diskBytes();
            OptionalDouble timers = bytes.isPresent() ? MetricsPages.pending(urls, http) : OptionalDouble.empty();
            return timers.orElse(0) >= 1
                    ? trial.with(List.of(Metric.diskPerTimer(bytes.getAsLong() / timers.getAsDouble())))
                    : trial;
        } catch (DatabaseException | TargetException e) {
            return unmeasured(trial, "the space on disk", e.getMessage());
        }
    }

    private static Trial unmeasured(Trial trial, String what, String why) {
        return trial.withNotes(List.of(what + " is not measured: " + why));
    }
}

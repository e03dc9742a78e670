package timerbench.harness.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.measure.counts.MetricsPages;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Trial;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Written;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;

/**
 * Measures the database of a load: what it reports about its work since the warm-up, and the space of its data on
 * disk. If the database cannot report something, the trial gets a note and the load goes on.
 */
public final class DatabaseWatch {
    private static final int MOST_STATEMENTS = 10;
    private static final String DELETE = "delete";

    /** With fewer timers, the space of an empty table would be a large part of the result. */
    private static final int FEW_TIMERS = 1_000;

    /** The time a database may need to count the timers. */
    private static final Duration COUNTING = Duration.ofMinutes(1);

    private final DatabaseServer server;
    private final List<String> urls;
    private final TargetHttp http;
    private @Nullable Profiler profiler;
    private Optional<Written> before = Optional.empty();
    private Optional<ProcessHandle> process = Optional.empty();
    private final boolean asked;
    private String refusal = "the load ended before the warm-up did";

    /**
     * @param asked whether the database is profiled
     * @param urls the addresses of the service's instances
     */
    DatabaseWatch(DatabaseServer server, boolean asked, List<String> urls, TargetHttp http) {
        this.server = server;
        this.asked = asked;
        this.urls = urls;
        this.http = http;
    }

    /** Returns the watch of the target's database; empty if the database is unknown. */
    public static Optional<DatabaseWatch> of(Target target, Settings settings) {
        boolean asked = settings.readRoot(Asked.class).profileDatabase();
        TargetClient client = new TargetClient(target.headers(), COUNTING);
        return target.database().map(server -> new DatabaseWatch(server, asked, target.urls(), client));
    }

    /**
     * Checks the settings that {@link #of} reads.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    public static void check(Settings settings) {
        var unused = settings.readRoot(Asked.class);
    }

    /** The setting at the root that turns profiling on. */
    private record Asked(boolean profileDatabase) {}

    /** Starts the measurement. What the database did before, as in the warm-up, does not count. */
    public synchronized void start() {
        if (!asked) {
            return;
        }
        try {
            Profiler opened = server.profiler(() -> MetricsPages.read(urls, http));
            opened.start();
            profiler = opened;
            before = server.written();
            process = server.process();
        } catch (DatabaseException | TargetException e) {
            refusal = e.getMessage();
        }
    }

    /** Returns the trial with the measurements at its end. */
    public synchronized Trial complete(Trial trial) {
        if (profiler != null && !process.equals(server.process())) {
            profiler.close();
            return withDisk(unmeasured(
                    trial, "what the database did", "it was started again during the load, and counts anew since"));
        }
        return withDisk(withWritten(withLoad(trial)));
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

    private Trial withWritten(Trial trial) {
        if (before.isEmpty()) {
            return trial;
        }
        try {
            double seconds = trial.measured().length().toNanos() / 1e9;
            return server.written()
                    .map(now -> trial.with(written(now.since(before.get()), seconds)))
                    .orElse(trial);
        } catch (DatabaseException e) {
            return unmeasured(trial, "what the database wrote", e.getMessage());
        }
    }

    private static List<Metric> written(Written bytes, double seconds) {
        List<Metric> metrics = new ArrayList<>(List.of(Metric.logWritten(bytes.log() / seconds)));
        bytes.data().ifPresent(data -> metrics.add(Metric.dataWritten(data / seconds)));
        return metrics;
    }

    private Trial withDisk(Trial trial) {
        try {
            OptionalLong bytes = server.diskBytes();
            OptionalDouble timers = bytes.isPresent() ? MetricsPages.pending(urls, http) : OptionalDouble.empty();
            return timers.orElse(0) >= Math.max(FEW_TIMERS, gone(trial))
                    ? trial.with(List.of(Metric.diskPerTimer(bytes.getAsLong() / timers.getAsDouble())))
                    : trial;
        } catch (DatabaseException | TargetException e) {
            return unmeasured(trial, "the space on disk", e.getMessage());
        }
    }

    /** Returns the number of timers that the load deleted or executed. Their space on disk is not free yet. */
    private static long gone(Trial trial) {
        return Stream.of(
                        trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(DELETE)),
                        trial.distribution(Metric.LATENESS, MetricScope.trial()))
                .flatMap(Optional::stream)
                .mapToLong(Distribution::count)
                .sum();
    }

    private static Trial unmeasured(Trial trial, String what, String why) {
        return trial.withNotes(List.of(what + " is not measured: " + why));
    }
}

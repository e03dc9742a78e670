package timerbench.harness.gatling;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import timerbench.harness.counts.TargetGauges;
import timerbench.harness.database.DatabaseException;
import timerbench.harness.database.DatabaseServer;
import timerbench.harness.database.Profiler;
import timerbench.harness.result.DatabaseLoad;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Trial;
import timerbench.harness.target.Target;
import timerbench.harness.target.TargetClient;
import timerbench.harness.target.TargetException;

/**
 * The database of a load: what it did by its own account since the warm-up, and what its data take on disk. A database that
 * cannot tell is noted in the trial, and the load goes on.
 */
final class DatabaseWatch {
    private static final int MOST_STATEMENTS = 10;

    private final DatabaseServer server;
    private final Supplier<OptionalDouble> pending;
    private final Profiler profiler;
    private Optional<String> refusal = Optional.empty();

    /** @param pending how many timers are pending now; empty if that is not known */
    DatabaseWatch(DatabaseServer server, Supplier<OptionalDouble> pending) {
        this.server = server;
        this.pending = pending;
        this.profiler = server.profiler();
    }

    /** Returns what watches the target's database; empty if none is known. */
    static Optional<DatabaseWatch> of(Target target) {
        TargetClient client = new TargetClient(target.headers());
        return target.database()
                .map(server -> new DatabaseWatch(server, () -> TargetGauges.pending(target.urls(), client)));
    }

    /** To be called when what was done so far is not to count. */
    synchronized void start() {
        try {
            profiler.start();
        } catch (DatabaseException e) {
            refusal = Optional.of(e.getMessage());
        }
    }

    /** Returns the trial with what the database tells at its end. */
    synchronized Trial complete(Trial trial) {
        return withDisk(withLoad(trial));
    }

    private Trial withLoad(Trial trial) {
        if (refusal.isPresent()) {
            return unmeasured(trial, "what the database did", refusal.get());
        }
        try (profiler) {
            DatabaseLoad load = profiler.top(MOST_STATEMENTS);
            return trial.with(load);
        } catch (DatabaseException e) {
            return unmeasured(trial, "what the database did", e.getMessage());
        }
    }

    private Trial withDisk(Trial trial) {
        try {
            OptionalLong bytes = server.diskBytes();
            OptionalDouble timers = pending.get();
            return bytes.isPresent() && timers.orElse(0) >= 1
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

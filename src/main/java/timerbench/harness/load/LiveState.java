package timerbench.harness.load;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.live.LoadState;
import timerbench.harness.measure.monitor.ProcessMonitor;

/** The state of a load by its plan and the time since its first request. */
final class LiveState implements LoadState {
    /** The phase before the first request. */
    private static final String START = "start";

    /** The phase after all that a load does. */
    private static final String END = "end";

    private final LoadPlan plan;
    private final Supplier<Optional<Duration>> since;
    private final Supplier<Map<String, ProcessMonitor.Reading>> processes;
    private final Supplier<Optional<RunInfo>> run;
    private final Set<String> phases = new LinkedHashSet<>();
    private BooleanSupplier watching = () -> true;
    private volatile boolean ended;

    LiveState(LoadPlan plan, LiveLoad load, Supplier<Optional<RunInfo>> run) {
        this(plan, load::since, load::readings, run);
        watching = load::isWatching;
    }

    /** @param since returns how long ago the load began; empty if it has not */
    LiveState(
            LoadPlan plan,
            Supplier<Optional<Duration>> since,
            Supplier<Map<String, ProcessMonitor.Reading>> processes,
            Supplier<Optional<RunInfo>> run) {
        this.plan = plan;
        this.since = since;
        this.processes = processes;
        this.run = run;
        phases.add(START);
        phases.addAll(plan.phaseWords());
        phases.add(END);
    }

    /** Records that the load, its drain and its results are over. */
    void end() {
        ended = true;
    }

    /** Returns for how long the load has been sending requests. */
    Duration sendingFor() {
        Duration now = since.get().orElse(Duration.ZERO);
        return now.compareTo(plan.total()) < 0 ? now : plan.total();
    }

    @Override
    public Optional<RunInfo> run() {
        return run.get();
    }

    @Override
    public Set<String> phases() {
        return phases;
    }

    @Override
    public String phase() {
        return ended ? END : since.get().map(plan::phaseAt).orElse(START);
    }

    @Override
    public Duration timeLeft() {
        return ended ? Duration.ZERO : plan.total().minus(sendingFor());
    }

    @Override
    public OptionalDouble rateAsked() {
        if (plan.rateAt(Duration.ZERO).isEmpty()) {
            return OptionalDouble.empty();
        }
        return ended || since.get().isEmpty()
                ? OptionalDouble.of(0)
                : plan.rateAt(since.get().orElseThrow());
    }

    @Override
    public boolean isWatching() {
        return watching.getAsBoolean();
    }

    @Override
    public Map<String, ProcessMonitor.Reading> processes() {
        return processes.get();
    }
}

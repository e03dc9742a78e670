package timerbench.harness.load;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.load.injector.InjectorIdentity;
import timerbench.harness.load.injector.InjectorPart;
import timerbench.harness.load.injector.InjectorSettings;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.run.Run;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * Merges parts of injectors that nobody coordinated, or whose coordinator is gone. The run is judged and recorded like
 * any other. The target is not asked.
 */
public final class PartMerge {
    private static final ThreadLocal<PartMerge> RUNNING = new ThreadLocal<>();

    private final List<Path> folders;

    private PartMerge(List<Path> folders) {
        this.folders = folders;
    }

    /**
     * Merges the parts in these folders, prints the run, and ends the process.
     *
     * @throws SettingsException if they are not parts of one run, or not all of them
     */
    public static void run(List<Path> folders) {
        InjectorPart part = RunProcess.endUnless(() -> InjectorPart.read(folders.get(0)));
        Simulations.Known known = Simulations.called(part.identity().simulation())
                .orElseThrow(() -> new SettingsException(
                        Simulations.unknown(part.identity().simulation())));
        SimulationSettings.give(Settings.load().with(settings(part)));
        RUNNING.set(new PartMerge(folders));
        try {
            SimulationCheck.open(known.type().getName());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(known.name() + " is no simulation", e);
        } finally {
            RUNNING.remove();
        }
    }

    /** The settings that the injector was given, but for those that only tell it which one it is. */
    private static Map<String, String> settings(InjectorPart part) {
        Map<String, String> settings = new TreeMap<>(part.identity().profile().given());
        settings.keySet()
                .removeIf(name -> name.startsWith(Settings.key("injector"))
                        || name.startsWith(Settings.key("history."))
                        || name.startsWith(Settings.key("live.")));
        return settings;
    }

    /** Returns the merge that this thread makes; empty if it makes a run. */
    static Optional<PartMerge> running() {
        return Optional.ofNullable(RUNNING.get());
    }

    /** Merges the parts of this load, and ends the process; the result is to be thrown. */
    RuntimeException end(Benchmark<?> benchmark, LoadPlan plan, Optional<Callbacks> callbacks) {
        LastWord lastWord = new LastWord(benchmark);
        try {
            MergedParts parts = MergedParts.read(folders, Optional.empty(), plan.warmUp());
            InjectorIdentity here = benchmark.identity(0, parts.identity().count());
            List<String> differences = here.with(parts.identity().code()).differences(parts.identity());
            if (!differences.isEmpty()) {
                throw new IOException(
                        folders.get(0) + ": cannot be judged here, it has " + String.join("; ", differences));
            }
            if (!here.code().equals(parts.identity().code())) {
                benchmark.note(() -> Optional.of("the parts were made by another version of timer-bench"));
            }
            Duration late = InjectorSettings.of(benchmark.allSettings()).late();
            parts.late(late).ifPresent(benchmark::fail);
            write(benchmark, plan, callbacks, parts, lastWord);
        } catch (IOException | RuntimeException e) {
            benchmark.failure().report(String.valueOf(e.getMessage()));
        }
        System.exit(benchmark.failure().exitCode());
        return new IllegalStateException("unreachable");
    }

    private static void write(
            Benchmark<?> benchmark, LoadPlan plan, Optional<Callbacks> callbacks, MergedParts parts, LastWord lastWord)
            throws IOException {
        // How the clocks differed, only a coordinator knows.
        RunResults results = new RunResults(
                benchmark,
                new RunResults.Sides(parts.target(), parts.environment(), parts.injectors(index -> Optional.empty())),
                callbacks.map(known -> parts.received(
                        known, List.of("the target's own counts: not compared, the parts were merged afterwards"))));
        Path folder = benchmark.results().newRun(benchmark.simulation());
        Run run = results.write(
                parts.record(plan, Map.of(), benchmark.failure().reason(), List.of()),
                parts.requests(),
                parts.notes(benchmark.notes(), index -> Optional.empty()),
                folder);
        lastWord.written(run, folder);
        results.report(run);
    }
}

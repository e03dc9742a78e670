package timerbench.harness.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import timerbench.harness.load.fault.FaultRunner;
import timerbench.harness.load.injector.Coordinated.Stop;
import timerbench.harness.load.injector.InjectorEngine;
import timerbench.harness.load.injector.InjectorEngine.Launch;
import timerbench.harness.load.injector.InjectorLost;
import timerbench.harness.load.injector.InjectorProgress;
import timerbench.harness.load.injector.InjectorRun;
import timerbench.harness.load.injector.InjectorSettings;
import timerbench.harness.load.injector.RunningInjectors;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.DatabaseWatch;
import timerbench.harness.measure.TargetCheck;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.targets.Target;
import timerbench.settings.ApiToken;
import timerbench.settings.Settings;

/**
 * A run whose load several injectors share. This process starts them and the target, watches the target, and merges
 * their parts into one run, which is judged and recorded like any other. It sends nothing itself.
 */
final class Coordinator {
    /** What injectors do when the load and its callbacks are over: they read their logs. */
    private static final Duration UNTIL_PARTS = Duration.ofMinutes(2);

    /** How long the other injectors have to write their parts when one is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The least time between two looks at the progress of containers and pods. */
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final Benchmark<?> benchmark;
    private final InjectorSettings injectors;
    private final LoadPlan plan;
    private final Optional<Callbacks> callbacks;
    private final Console console;
    private final RunFailure failure;
    private final Ticker ticker = new Ticker("coordinator");
    private final Console.LoadProgress shown;
    private InjectorProgress progress = InjectorProgress.NONE;
    private volatile Optional<Instant> start = Optional.empty();
    private volatile Optional<RunningInjectors> started = Optional.empty();

    Coordinator(Benchmark<?> benchmark, InjectorSettings injectors, LoadPlan plan, Optional<Callbacks> callbacks) {
        this.benchmark = benchmark;
        this.injectors = injectors;
        this.plan = plan;
        this.callbacks = callbacks;
        this.console = benchmark.console();
        this.failure = benchmark.failure();
        this.shown = new Console.LoadProgress(
                plan, () -> progress.requests(), () -> progress.errors(), () -> progress.outstanding());
    }

    /** Makes the run, and ends the process; the result is to be thrown. */
    RuntimeException end() {
        Target target = benchmark.openTarget(callbacks);
        LastWord lastWord = new LastWord(benchmark);
        RunProcess.onInterrupt(this::interrupt, this::abort);
        try {
            run(target, lastWord);
        } catch (IOException | RuntimeException e) {
            failure.report(String.valueOf(e.getMessage()));
        } finally {
            ticker.stop();
            target.close();
            benchmark.links().close();
        }
        System.exit(failure.exitCode());
        return new IllegalStateException("unreachable");
    }

    private void run(Target target, LastWord lastWord) throws IOException {
        Path folder = benchmark.results().newRun(benchmark.simulation());
        InjectorEngine engine = InjectorEngines.of(benchmark.allSettings(), folder);
        Optional<TargetCheck> counts =
                callbacks.map(known -> TargetCheck.before(target, EnumSet.of(TargetCheck.Part.COUNTS)));
        console.note(benchmark.describe(plan));
        console.note(String.format(
                Locale.ROOT,
                "%d injectors share the load (%s); starting them …",
                injectors.count(),
                injectors.on().word()));
        try (RunningInjectors running = engine.start(launch(target))) {
            started = Optional.of(running);
            InjectorRun run = new InjectorRun(running, injectors.count(), folder, this::stop);
            Watched watched = coordinate(run, target, folder);
            MergedParts parts = MergedParts.read(folders(folder), start, plan.warmUp());
            parts.late(injectors.late()).ifPresent(benchmark::fail);
            RunResults results = new RunResults(
                    benchmark,
                    new RunResults.Sides(target.description(), Provenance.read(), parts.injectors(run::clock)),
                    callbacks.map(known -> parts.received(
                            known, counts.orElseThrow().after(parts.counts()).notes())));
            Run made = results.write(
                    parts.record(plan, watched.usages, failure.reason(), events(watched)),
                    parts.requests(),
                    parts.notes(benchmark.notes(), run::clock),
                    folder);
            lastWord.written(made, folder);
            results.report(made);
        } catch (InjectorLost lost) {
            failure.report(lost.getMessage());
        }
    }

    /** What was seen of the target. */
    private record Watched(Map<String, ProcessMonitor.Usage> usages, List<TimelineEvent> faults) {}

    private List<TimelineEvent> events(Watched watched) {
        return Stream.concat(failure.fault().stream(), watched.faults.stream()).toList();
    }

    private Watched coordinate(InjectorRun run, Target target, Path folder) throws IOException, InjectorLost {
        run.onProgress(progressEvery(), this::progress);
        FaultRunner faults = benchmark.faults().runner(target, callbacks, () -> folder, console, benchmark::fail);
        try {
            run.awaitStart(benchmark.identity(0, injectors.count()), injectors.readyTimeout());
            if (benchmark.timersBefore() > 0) {
                console.note(String.format(
                        Locale.ROOT,
                        "the injectors create %,d timers before the load, or in its warm-up …",
                        benchmark.timersBefore()));
            }
            run.awaitReady();
            ProcessMonitor monitor = begin(run.begin(), target, faults);
            Duration longest =
                    plan.total().plus(benchmark.longestWait(callbacks)).plus(UNTIL_PARTS);
            run.awaitParts(longest, this::cutShort);
            return new Watched(monitor.stop(), faults.marks());
        } catch (InjectorLost lost) {
            List<Integer> left = run.giveUp(lost.getMessage(), PATIENCE);
            if (!left.isEmpty()) {
                console.note((left.size() == 1
                                ? "the part of 1 other injector is"
                                : "the parts of " + left.size() + " other injectors are")
                        + " kept in " + folder + "; without the missing one there is no result");
            }
            throw lost;
        } finally {
            faults.close();
        }
    }

    private ProcessMonitor begin(Instant at, Target target, FaultRunner faults) {
        start = Optional.of(at);
        console.note(String.format(
                Locale.ROOT,
                "all injectors are ready; the load begins in %d s and takes %s",
                Math.max(0, Duration.between(Instant.now(), at).toSeconds()),
                Numbers.text(plan.total())));
        while (Instant.now().isBefore(at)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), at).toNanos());
        }
        ProcessMonitor monitor = new ProcessMonitor(target::processes);
        ticker.after(plan.warmUp(), () -> {
            monitor.restart();
            benchmark.faults().begin(faults, at.plus(plan.warmUp()));
            benchmark.shards().start();
            benchmark.database().ifPresent(DatabaseWatch::start);
        });
        return monitor;
    }

    private void progress(InjectorProgress all) {
        progress = all;
        if (start.isPresent()) {
            Instant now = Instant.now();
            if (shown.share(start.get(), now) >= 1 && all.outstanding() == 0) {
                console.progress(1, "end     the injectors finish and write their parts");
                return;
            }
            console.progress(shown.share(start.get(), now), shown.line(start.get(), now));
        } else if (all.created() > 0) {
            Console.FillProgress.show(all.created(), benchmark.timersBefore(), console);
        }
    }

    /** Asking containers and pods takes a process or a connection each. */
    private Duration progressEvery() {
        return injectors.on() == InjectorSettings.Engine.PROCESSES
                        || console.period().compareTo(SELDOM) > 0
                ? console.period()
                : SELDOM;
    }

    private List<Path> folders(Path folder) {
        return IntStream.range(0, injectors.count())
                .mapToObj(index -> InjectorRun.partFolder(folder, index))
                .toList();
    }

    private Launch launch(Target target) {
        Map<String, String> settings = new TreeMap<>(benchmark.allSettings().properties());
        // Only this process plans faults, records runs, and starts a target.
        settings.keySet()
                .removeIf(name ->
                        name.startsWith(Settings.key("faults.")) || name.startsWith(Settings.key("injectors.")));
        settings.put(Settings.key("history.record"), "false");
        settings.put(
                Settings.key("target"),
                injectors.target().isEmpty() ? String.join(",", target.urls()) : injectors.target());
        return new Launch(
                "timer-bench-" + UUID.randomUUID().toString().substring(0, 8),
                injectors.count(),
                benchmark.simulationClass().getName(),
                settings,
                ApiToken.ofEnvironment());
    }

    /** An injector that was told to stop has ended for that reason. */
    private void cutShort(String why) {
        if (failure.reason().isEmpty()) {
            benchmark.fail(why);
        }
    }

    private Optional<Stop> stop() {
        return failure.reason().map(why -> new Stop(failure.isInterrupted(), why));
    }

    /** Removes the injectors, and ends the process: the end of a failed run would not wait until they are removed. */
    private void abort() {
        started.ifPresent(RunningInjectors::close);
        benchmark.abort();
    }

    private void interrupt() {
        if (start.isEmpty()) {
            benchmark.abortBeforeLoad();
        }
        if (failure.interrupt()) {
            console.note("interrupted; the injectors end their load and it is reported. Ctrl-C again ends at once");
        }
    }
}

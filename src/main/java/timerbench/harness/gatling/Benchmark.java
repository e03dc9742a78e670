package timerbench.harness.gatling;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import timerbench.harness.monitor.ProcessMonitor;
import timerbench.harness.result.LatestLink;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Outcome;
import timerbench.harness.result.Period;
import timerbench.harness.result.RequestFigures;
import timerbench.harness.result.Run;
import timerbench.harness.result.RunFile;
import timerbench.harness.result.RunProfile;
import timerbench.harness.result.RunTable;
import timerbench.harness.result.Subject;
import timerbench.harness.result.Trial;
import timerbench.harness.target.ProcessWatch;
import timerbench.harness.target.Target;
import timerbench.harness.target.TargetException;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * A simulation's target and measurements, from before its load to its results. Whatever is wrong before the load ends
 * the process: 2 for wrong settings, 3 for a target that is not ready. A target that dies during it ends the load, and
 * the process with 3 once the results are written.
 */
public final class Benchmark {
    private static final int WRONG_SETTINGS = 2;
    private static final int FAILED = 3;
    private static final int TERMINATED = 143;

    private final String simulation;
    private final String block;
    private final Settings settings;
    private final Target target;
    private final ResultsFolder results;
    private final Instant opened = Instant.now();
    private final LoadCounts counts = new LoadCounts();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final Map<String, ProcessHandle> processes;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "benchmark-clock");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable String operation;
    private @Nullable LoadPhases phases;
    private @Nullable Progress progress;
    private @Nullable ProcessMonitor monitor;

    private Benchmark(
            Class<? extends Simulation> simulation,
            String block,
            Settings settings,
            Target target,
            ResultsFolder results) {
        this.simulation = simulation.getSimpleName();
        this.block = block;
        this.settings = settings;
        this.target = target;
        this.results = results;
        this.processes = new LinkedHashMap<>();
        processes.put(Subject.GENERATOR, ProcessHandle.current());
        processes.putAll(target.processes());
    }

    /**
     * Returns the benchmark when its target is ready.
     *
     * @param block the simulation's block of settings
     */
    public static Benchmark open(Class<? extends Simulation> simulation, String block) {
        endWithParent();
        try {
            Settings settings = Settings.load();
            ResultsFolder results = new ResultsFolder(Path.of("results").toAbsolutePath());
            results.requireWritable();
            System.out.println("timer-bench: starting the target …");
            Target target = Target.open(settings, token());
            Benchmark benchmark = new Benchmark(simulation, block, settings, target, results);
            target.onDeath(benchmark::fail);
            return benchmark;
        } catch (SettingsException e) {
            throw end(WRONG_SETTINGS, e.getMessage());
        } catch (TargetException e) {
            throw end(FAILED, e.getMessage());
        } catch (IOException e) {
            throw end(FAILED, "results/ cannot be written: " + e.getMessage());
        }
    }

    /** Returns the simulation's block of settings in the chosen profile. */
    public <T> T settings(Class<T> type) {
        try {
            return settings.readProfiled(block, type);
        } catch (SettingsException e) {
            throw end(WRONG_SETTINGS, e.getMessage());
        }
    }

    /** Returns the protocol of the target: its addresses in turn, connections shared by all virtual users, the token. */
    public HttpProtocolBuilder protocol() {
        HttpProtocolBuilder protocol =
                http.baseUrls(target.urls()).shareConnections().acceptHeader("application/json");
        return token().map(text -> protocol.authorizationHeader("Bearer " + text))
                .orElse(protocol);
    }

    /**
     * Says what load is coming, and measures from its first request on.
     *
     * @param request the name of the requests that count
     */
    public void expect(String request, LoadPhases load) {
        operation = request;
        phases = load;
        progress = new Progress(load, counts, System.out);
        System.out.println("timer-bench: " + simulation + ", profile " + settings.profile() + ": " + load.describe());
    }

    /** Returns one request of the warm-up, which is counted nowhere but in its own line. */
    public ChainBuilder warmUp(ChainBuilder request) {
        return counted(request, true);
    }

    /** Returns one request of the load that counts. */
    public ChainBuilder measured(ChainBuilder request) {
        return counted(request, false);
    }

    private ChainBuilder counted(ChainBuilder request, boolean warmingUp) {
        return exec(session -> {
                    if (counts.begin()) {
                        started();
                    }
                    return session;
                })
                .stopLoadGeneratorIf(session -> "" + failure.get(), session -> failure.get() != null)
                .exec(request)
                .exec(session -> {
                    counts.answered(warmingUp, session.isFailed());
                    return session;
                });
    }

    private void started() {
        monitor = new ProcessMonitor(processes);
        var unused = clock.schedule(monitor::restart, phases.warmUp().toMillis(), TimeUnit.MILLISECONDS);
        progress.start();
    }

    private void fail(String reason) {
        if (failure.compareAndSet(null, reason)) {
            System.err.println("timer-bench: " + reason + "; the load ends");
            // After Gatling's reports, and whatever its assertions say.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(FAILED), "run-failed"));
        }
    }

    /** Stops the target, writes {@code run.json} and prints the table. To be called once, in {@code after()}. */
    public void finish() {
        Instant end = Instant.now();
        if (progress != null) {
            progress.stop();
        }
        clock.shutdownNow();
        Map<String, ProcessMonitor.Usage> usages = monitor == null ? Map.of() : monitor.stop();
        target.close();
        try {
            report(end, usages);
        } catch (IOException | RuntimeException e) {
            fail("the results could not be written: " + e);
        }
    }

    private void report(Instant end, Map<String, ProcessMonitor.Usage> usages) throws IOException {
        Instant start = counts.start();
        if (start == null) {
            throw new IOException("no request was ever sent");
        }
        Path folder = results.run(simulation, opened);
        Optional<Period> hold =
                end.isBefore(phases.hold(start).from()) ? Optional.empty() : Optional.of(held(start, end));
        RequestFigures figures = RequestFigures.read(folder.resolve("simulation.log"), hold);
        Trial trial = new Trial(1, measured(start, end), hold, outcome(), counts.warmUp())
                .with(figures)
                .with(asked())
                .with(usage(usages, figures));
        RunProfile profile = new RunProfile(settings.profile(), settings.profiledValues(block));
        Run run = new Run(
                folder.getFileName().toString(),
                simulation,
                profile,
                target.description(),
                Provenance.read(),
                List.of(trial));
        RunFile.write(folder, run);
        LatestLink.point(results.folder(), folder);
        System.out.println();
        System.out.println(RunTable.format(run));
    }

    private Period measured(Instant start, Instant end) {
        Instant from = start.plus(phases.warmUp());
        return end.isAfter(from) ? new Period(from, end) : new Period(start, end);
    }

    private Period held(Instant start, Instant end) {
        Period planned = phases.hold(start);
        return failure.get() != null && end.isBefore(planned.to()) ? new Period(planned.from(), end) : planned;
    }

    private Outcome outcome() {
        String reason = failure.get();
        return reason == null ? Outcome.complete() : Outcome.cutShort(reason);
    }

    private List<Metric> asked() {
        return List.of(Metric.throughputAsked(operation, phases.targetRate()));
    }

    private static List<Metric> usage(Map<String, ProcessMonitor.Usage> usages, RequestFigures figures) {
        long requests = figures.operations().stream()
                .mapToLong(operation -> operation.count())
                .sum();
        List<Metric> metrics = new ArrayList<>();
        usages.forEach((word, usage) -> {
            if (requests > 0) {
                metrics.add(Metric.cpuSecondsPerThousand(word, usage.cpuSeconds() / requests * 1_000));
            }
            metrics.add(Metric.memory(word, usage.peakMemoryMb()));
        });
        return metrics;
    }

    private static Optional<String> token() {
        return Optional.ofNullable(System.getenv("API_TOKEN")).filter(token -> !token.isEmpty());
    }

    /** Killing mvn alone would leave this process running. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> ProcessWatch.onEnd(parent, () -> System.exit(TERMINATED)));
    }

    private static RuntimeException end(int exitCode, String message) {
        System.err.println("timer-bench: " + message);
        System.exit(exitCode);
        return new IllegalStateException("unreachable");
    }
}

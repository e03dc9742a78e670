package timerbench.harness.gatling;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.ExitCode;
import timerbench.harness.callback.ReceiverSettings;
import timerbench.harness.result.LatestLink;
import timerbench.harness.result.Metric;
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
    private final String simulation;
    private final String block;
    private final Settings settings;
    private final Target target;
    private final ResultsFolder results;
    private final Instant opened = Instant.now();
    private final Console console = Console.system();
    private final RunFailure failure = new RunFailure();
    private @Nullable String operation;
    private @Nullable LiveLoad load;
    private @Nullable Callbacks callbacks;
    private Function<Trial, List<String>> judge = trial -> List.of();

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
            Target target = Target.open(settings);
            Benchmark benchmark = new Benchmark(simulation, block, settings, target, results);
            target.onDeath(benchmark::fail);
            return benchmark;
        } catch (SettingsException e) {
            throw end(ExitCode.WRONG_SETTINGS, e.getMessage());
        } catch (TargetException e) {
            throw end(ExitCode.FAILED, e.getMessage());
        } catch (IOException e) {
            throw end(ExitCode.FAILED, e.getMessage());
        }
    }

    /** Returns the simulation's block of settings in the chosen profile. */
    public <T> T settings(Class<T> type) {
        try {
            return settings.readProfiled(block, type);
        } catch (SettingsException e) {
            throw end(ExitCode.WRONG_SETTINGS, e.getMessage());
        }
    }

    /** Returns the protocol of the target: its addresses in turn, connections shared by all virtual users, the token. */
    public HttpProtocolBuilder protocol() {
        HttpProtocolBuilder protocol =
                http.baseUrls(target.urls()).shareConnections().acceptHeader("application/json");
        return target.token()
                .map(text -> protocol.authorizationHeader("Bearer " + text))
                .orElse(protocol);
    }

    /**
     * Says what load is coming, and measures from its first request on.
     *
     * @param request the name of the requests that count
     */
    public void expect(String request, LoadPlan plan) {
        Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();
        processes.put(Subject.GENERATOR, List.of(ProcessHandle.current()));
        processes.putAll(target.processes());
        operation = request;
        load = new LiveLoad(plan, processes, console, callbacks == null ? () -> 0 : callbacks::owed);
        console.say("timer-bench: " + simulation + ", profile " + settings.profile() + ": " + plan.describe());
    }

    /**
     * Opens what the callbacks of the load come to. Ends the process if the target does not reach it.
     *
     * @param drain how long callbacks are waited for after the last instant due
     * @param lateAfter up to which lateness a callback is called on time
     */
    public Callbacks callbacks(Duration drain, Duration lateAfter) {
        try {
            ReceiverSettings receiver = settings.read("receiver", ReceiverSettings.class);
            Callbacks opened = new Callbacks(receiver, target, drain, lateAfter);
            callbacks = opened;
            return opened;
        } catch (SettingsException e) {
            throw end(ExitCode.WRONG_SETTINGS, e.getMessage());
        } catch (TargetException | IllegalStateException e) {
            throw end(ExitCode.FAILED, e.getMessage());
        }
    }

    /** Has the trial judged by these, beside Gatling's assertions. */
    public void judgeBy(Thresholds thresholds) {
        judgeBy(trial -> thresholds.crossed(operation, trial));
    }

    /** Has the trial judged by these, beside Gatling's assertions. */
    public void judgeBy(CallbackThresholds thresholds) {
        judgeBy(thresholds::crossed);
    }

    /** Has the trial judged by how many timers a second were executed during the hold. */
    public void requireExecutions(double leastPerSecond) {
        judgeBy(trial -> {
            double got = trial.value(Metric.EXECUTIONS, Subject.trial()).orElse(0.0);
            return got >= leastPerSecond
                    ? List.of()
                    : List.of(String.format(
                            Locale.ROOT,
                            "%.1f timers a second were executed, at least %.1f must",
                            got,
                            leastPerSecond));
        });
    }

    private void judgeBy(Function<Trial, List<String>> next) {
        Function<Trial, List<String>> before = judge;
        judge = trial -> Stream.concat(before.apply(trial).stream(), next.apply(trial).stream())
                .toList();
    }

    /** Returns a request that comes with those that count: its failures are shown, but it is no part of the rate. */
    public ChainBuilder alongside(ChainBuilder request) {
        return exec(request).exec(session -> {
            load.answeredAlongside(session.isFailed());
            return session;
        });
    }

    /** Begins the load, if no request has, and returns when it did. */
    public Instant begin() {
        return load.begin();
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
                    load.sending(warmingUp);
                    return session;
                })
                .stopLoadGeneratorIf(
                        session -> failure.reason().orElse(""),
                        session -> failure.reason().isPresent())
                .exec(request)
                .exec(session -> {
                    load.answered(warmingUp, session.isFailed());
                    return session;
                });
    }

    /** Ends the load: what follows would measure nothing. */
    public void fail(String reason) {
        if (failure.report(reason)) {
            console.say("timer-bench: " + reason + "; the load ends");
        }
    }

    /** Stops the target, writes {@code run.json} and prints the table. To be called once, in {@code after()}. */
    public void finish() {
        Optional<LoadRecord> record = load.end(failure.reason());
        try {
            Run run = write(record.orElseThrow(() -> new IOException("no request was ever sent")));
            console.say("\n" + RunTable.format(run));
            if (callbacks != null) {
                callbacks.seconds().forEach(console::say);
            }
            judge(run.trials().get(0));
        } catch (IOException | RuntimeException e) {
            failure.report("no results");
            console.say("timer-bench: the results could not be written: " + e);
        } finally {
            target.close();
        }
    }

    private void judge(Trial trial) {
        List<String> crossed = trial.outcome().isComplete() ? judge.apply(trial) : List.of();
        crossed.forEach(line -> console.say("threshold crossed: " + line));
        if (!crossed.isEmpty()) {
            failure.thresholdCrossed();
        }
    }

    private Run write(LoadRecord record) throws IOException {
        Path folder = results.run(simulation, opened);
        RequestFigures figures = RequestFigures.read(folder.resolve("simulation.log"), record.hold());
        Trial trial = record.trial(operation, figures);
        Run run = new Run(
                folder.getFileName().toString(),
                simulation,
                new RunProfile(settings.profile(), settings.profiledValues(block)),
                target.description(),
                Provenance.read(),
                List.of(callbacks == null ? trial : callbacks.end(trial, figures)));
        RunFile.write(folder, run);
        if (callbacks != null) {
            callbacks.write(folder);
        }
        LatestLink.point(results.folder(), folder);
        return run;
    }

    /** Killing mvn alone would leave this process running. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> ProcessWatch.onEnd(parent, () -> System.exit(ExitCode.TERMINATED)));
    }

    private static RuntimeException end(int exitCode, String message) {
        System.err.println("timer-bench: " + message);
        System.exit(exitCode);
        return new IllegalStateException("unreachable");
    }
}

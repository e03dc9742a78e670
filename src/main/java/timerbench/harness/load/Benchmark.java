package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.history.History.HistorySettings;
import timerbench.harness.load.analysis.Analysis;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.DatabaseWatch;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.monitor.OpenFiles;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.show.RunTable;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.process.BackgroundFailures;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * A simulation's target and measurements, from before its load to its results. Whatever is wrong before the load ends
 * the process: 2 for wrong settings, 3 for a target that is not ready. A target that dies during it ends the load, and
 * the process with 3 once the results are written; so does Ctrl-C, with 130.
 */
public final class Benchmark {
    private static final Duration WATCHED_EVERY = Duration.ofSeconds(1);

    private final String block;
    private final Settings settings;
    private final Target target;
    private final String simulation;
    private final ResultsFolder results;
    private final Console console = Console.system();
    private final RunFailure failure = new RunFailure();
    private final TrialJudge judge = new TrialJudge();
    private final LoadWatch watch;
    private final Ticker watching = new Ticker("load-watch");
    private final List<Supplier<Optional<String>>> notes = new ArrayList<>();
    private final Optional<DatabaseWatch> database;
    private @Nullable LiveLoad load;
    private @Nullable Callbacks callbacks;
    private @Nullable Analysis analysis;
    private @Nullable Fill fill;

    private Benchmark(String simulation, String block, Settings settings, Target target, ResultsFolder results) {
        this.watch =
                new LoadWatch(InstantSource.system(), LoadSettings.of(settings).stallTimeout());
        this.simulation = simulation;
        this.block = block;
        this.settings = settings;
        this.target = target;
        this.results = results;
        this.database = DatabaseWatch.of(target, settings);
    }

    /**
     * Returns the benchmark when its target is ready.
     *
     * @param block the simulation's block of settings
     * @param type of those settings, which are checked before the target is started
     * @param needed what the target must be able to do
     */
    public static Benchmark open(
            Simulation simulation, String block, Class<? extends Record> type, Operation... needed) {
        RunProcess.endWithParent();
        String name = simulation.getClass().getSimpleName();
        return RunProcess.endUnless(() -> {
            Settings settings = SimulationSettings.get();
            Dialect dialect = Target.dialect(settings);
            require(name, dialect, needed);
            // What is wrong is reported before anything is started.
            var unused = List.of(
                    settings.readProfiled(block, type),
                    history(settings),
                    LoadSettings.of(settings),
                    settings.read("receiver", ReceiverSettings.class));
            ServiceLoader.load(InputCheck.class).forEach(input -> input.check(settings));
            ResultsFolder results = new ResultsFolder(RunProcess.results());
            results.requireWritable();
            System.out.println("timer-bench: waiting for the target …");
            Target target = Target.open(settings, dialect);
            Benchmark benchmark = new Benchmark(name, block, settings, target, results);
            target.onDeath(benchmark::fail);
            BackgroundFailures.reportTo(benchmark::fail);
            RunProcess.onInterrupt(benchmark::interrupt, benchmark::abort);
            return benchmark;
        });
    }

    /** Ends the process if the target cannot do one of these. */
    public void require(Operation... needed) {
        RunProcess.endUnless(() -> {
            require(simulation, target.dialect(), needed);
            return target;
        });
    }

    private static void require(String simulation, Dialect dialect, Operation... needed) {
        List<String> missing = Arrays.stream(needed)
                .filter(operation -> !dialect.has(operation))
                .map(Operation::word)
                .toList();
        if (!missing.isEmpty()) {
            throw new SettingsException("dialect " + dialect.name() + " has no operation " + String.join(", ", missing)
                    + ", which " + simulation + " needs");
        }
    }

    /** Ends the process, since the simulation cannot do with these settings what it is for; to be thrown. */
    public RuntimeException refused(String reason) {
        return RunProcess.end(ExitCode.WRONG_SETTINGS, reason);
    }

    /** Returns the simulation's block of settings in the chosen profile. */
    public <T> T settings(Class<T> type) {
        return RunProcess.endUnless(() -> settings.readProfiled(block, type));
    }

    /** Returns a block of settings that is the same in every profile. */
    public <T> T settings(String sharedBlock, Class<T> type) {
        return RunProcess.endUnless(() -> settings.read(sharedBlock, type));
    }

    public Dialect dialect() {
        return target.dialect();
    }

    /** Returns whether requests bear a token. */
    public boolean hasToken() {
        return target.hasToken();
    }

    /** Returns the protocol of an open load: the target's addresses in turn, connections shared by all virtual users. */
    public HttpProtocolBuilder protocol() {
        return protocolOfStayingUsers().shareConnections();
    }

    /** Returns the protocol of virtual users that loop, each on a connection of its own. */
    public HttpProtocolBuilder protocolOfStayingUsers() {
        HttpProtocolBuilder protocol = RequestStep.protocol(target.urls()).transformResponse(Schedule::fromSchedule);
        for (Map.Entry<String, String> header : target.headers().entrySet()) {
            protocol = protocol.header(header.getKey(), header.getValue());
        }
        return protocol;
    }

    /** Says what load is coming, and measures from its first request on. */
    public void expect(LoadPlan plan) {
        Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();
        processes.put(MetricScope.GENERATOR, List.of(ProcessHandle.current()));
        processes.putAll(target.processes());
        load = new LiveLoad(
                plan,
                processes,
                console,
                callbacks == null ? () -> 0 : callbacks::owed,
                () -> database.ifPresent(DatabaseWatch::start));
        watch.sign();
        watching.every(WATCHED_EVERY, this::endIfStalled);
        console.say("timer-bench: " + simulation + ", profile " + settings.profile() + ": " + plan.describe());
        OpenFiles.now()
                .flatMap(files -> files.tooFewFor(plan.connections()))
                .ifPresent(warning -> console.say("timer-bench: warning: " + warning));
        RunProcess.endUnless(results::starting);
    }

    private void endIfStalled() {
        watch.stalled().ifPresent(what -> {
            fail(what);
            // Gatling will not come to its end: what it has logged is lost.
            target.close();
            System.exit(ExitCode.FAILED);
        });
    }

    /** Says that the load goes on though nothing is sent: a virtual user waits for callbacks. */
    public void isWaiting() {
        watch.sign();
    }

    /** Says that so many timers are put in before the load, each by a request that is counted as {@link LoadPhase#FILL}. */
    public void expectFill(long timers) {
        fill = new Fill(timers, console);
    }

    /**
     * Opens what the callbacks of the load come to. Ends the process if the target does not reach it.
     *
     * @param drain how long callbacks are waited for after the last instant due
     * @param listenOn how long the receiver listens on for those that must not come, after the last that was expected
     * @param lateAfter up to which lateness a callback is called on time
     */
    public Callbacks callbacks(Duration drain, Duration listenOn, Duration lateAfter) {
        Callbacks ready = RunProcess.endUnless(() -> new Callbacks(
                settings.read("receiver", ReceiverSettings.class),
                target,
                new Drain.Waits(drain, listenOn),
                lateAfter,
                this::listening));
        callbacks = ready;
        ready.onPoll(this::isWaiting);
        return ready;
    }

    /** What is measured of the processes ends here: they have nothing to do any more. */
    private void listening(Duration time) {
        if (load != null) {
            load.drained();
        }
        if (!time.isZero()) {
            console.say(String.format(
                    Locale.ROOT,
                    "timer-bench: the load is over, and no callback is waited for any more; listening for %.1f s more,"
                            + " for callbacks that must not come",
                    time.toMillis() / 1e3));
        }
    }

    /** Has the trial judged by these, and returns those that Gatling knows exactly as its assertions. */
    public List<Assertion> judgeBy(String operation, RateThresholds thresholds) {
        judge.add(trial -> thresholds.of(trial, operation));
        judge.allows(thresholds.errorRate());
        return thresholds.assertions(operation);
    }

    /** Has the trial judged by these, and returns those that Gatling knows exactly as its assertions. */
    public List<Assertion> judgeBy(Thresholds thresholds, String... operations) {
        judge.add(trial -> thresholds.of(trial, operations));
        judge.allows(thresholds.errorRate());
        return thresholds.assertions(operations);
    }

    /** Has the trial judged by these, and returns those that Gatling knows exactly as its assertions. */
    public List<Assertion> judgeBy(CallbackThresholds thresholds) {
        judge.add(thresholds::of);
        return thresholds.assertions();
    }

    /** Has the trial judged by this, beside Gatling's assertions: it returns limits, with what the trial got. */
    public void judgeBy(Function<Trial, List<Threshold>> thresholds) {
        judge.add(thresholds);
    }

    /**
     * Leaves the errors of an operation without a limit over the whole run. Without this, every operation has one.
     *
     * @param reason what judges them instead; it is a note of the run
     */
    public void leaveErrorsOf(String operation, String reason) {
        judge.leaveErrorsOf(operation);
        note(() -> Optional.of("errors of " + operation + " have no limit over the whole run: " + reason));
    }

    /** Has the trial judged by how many timers a second were executed during the hold. */
    public void requireExecutions(double leastPerSecond) {
        judge.requireExecutions(leastPerSecond);
    }

    /** Has this said beside the figures, asked for at the end. */
    public void note(Supplier<Optional<String>> known) {
        notes.add(known);
    }

    /** Has the simulation find out more from the run than the figures that all have. */
    public void analyse(Analysis further) {
        analysis = further;
    }

    /** Begins the load, if no request has, and returns when it did. */
    public Instant begin() {
        return load.begin();
    }

    /**
     * Returns the step that sends a request. Afterwards the virtual user is failed if this very request is, whatever became
     * of those before it.
     *
     * @param operation the name of the request
     */
    public ChainBuilder send(LoadPhase counting, String operation, HttpRequestActionBuilder request) {
        return switch (counting) {
            case FILL ->
                sent(
                        RequestStep.unlogged(request, this::notFilled),
                        session -> session,
                        session -> filled(session.isFailed()));
            case WARM_UP ->
                sent(
                        RequestStep.unlogged(request, message -> {}),
                        this::warmingUp,
                        session -> load.answered(true, session.isFailed()));
            case MEASURED ->
                sent(
                        RequestStep.logged(request),
                        session -> load.sending(operation, session),
                        session -> load.answered(false, session.isFailed()));
            case ALONGSIDE ->
                sent(
                        RequestStep.logged(request),
                        session -> session,
                        session -> load.answeredAlongside(session.isFailed()));
        };
    }

    /**
     * Returns the step that sends a request which counts, but which the caller logs.
     *
     * @param isFailed whether it counts as failed, of the virtual user after it
     */
    ChainBuilder sendUnlogged(String operation, HttpRequestActionBuilder request, Predicate<Session> isFailed) {
        return sent(
                RequestStep.unlogged(request, message -> {}),
                session -> load.sending(operation, session),
                session -> load.answered(false, isFailed.test(session)));
    }

    private Session warmingUp(Session session) {
        load.warmingUp();
        return session;
    }

    private void notFilled(String message) {
        fail("a timer could not be put in before the load: " + message);
    }

    private void filled(boolean failed) {
        if (fill == null) {
            load.answered(true, failed); // the load itself puts them in
        } else if (!failed) {
            fill.created();
        }
    }

    private ChainBuilder sent(RequestStep request, Function<Session, Session> before, Consumer<Session> after) {
        return stopLoadGeneratorIf(
                        session -> failure.reason().orElse(""),
                        session -> failure.reason().isPresent())
                .exec(session -> {
                    watch.sign();
                    return before.apply(Schedule.onTime(session));
                })
                .exec(started())
                .exec(request.alone())
                .exec(session -> {
                    watch.sign();
                    after.accept(session);
                    return session;
                });
    }

    /** Returns a step that does nothing. Gatling builds it right after it has made the run's folder. */
    private ActionBuilder started() {
        return () -> (context, next) -> {
            RunProcess.endUnless(results::run);
            return next;
        };
    }

    /** Prints a line that stays, beside the progress. */
    public void say(String line) {
        console.say(line);
    }

    /** Ends the load: what follows would measure nothing. */
    public void fail(String reason) {
        if (failure.report(reason)) {
            console.say("timer-bench: " + reason + "; the load ends");
            if (callbacks != null) {
                callbacks.stopWaiting();
            }
        }
    }

    /** Returns whether the load is to end before its time: whatever waits is to wait no longer. */
    public boolean isEnding() {
        return failure.reason().isPresent();
    }

    private void interrupt() {
        if (load == null || !load.hasBegun()) {
            console.say("timer-bench: interrupted before the load; there is nothing to report");
            abort();
        }
        if (load.isOver()) {
            console.say(
                    "timer-bench: the load is over; the callbacks that are owed are waited for. Ctrl-C again ends at once");
            return;
        }
        if (failure.interrupt()) {
            console.say("timer-bench: interrupted; the load ends and is reported. Ctrl-C again ends at once");
        }
    }

    private void abort() {
        target.close();
        System.exit(ExitCode.INTERRUPTED);
    }

    /** Waits for what is owed if it was interrupted, stops the target, writes {@code run.json}, prints the table. */
    public void finish() {
        watching.stop();
        if (fill != null) {
            fill.end();
        }
        try {
            LoadRecord record = load.end(
                            failure.reason(), failure.fault().stream().toList())
                    .orElseThrow(() -> new IOException("no request was ever sent"));
            if (failure.isInterrupted() && callbacks != null) {
                console.say("timer-bench: waiting for the callbacks that are owed …");
                callbacks.drainNow();
            }
            Run run = write(record);
            console.say("\n" + RunTable.format(run));
            if (callbacks != null) {
                callbacks.seconds().forEach(console::say);
            }
            tellJudgement(run.trials().get(0));
            record(run);
        } catch (IOException | RuntimeException e) {
            failure.report("no results");
            console.say("timer-bench: the results could not be written: " + e);
        } finally {
            target.close();
        }
    }

    private Run write(LoadRecord record) throws IOException {
        RunProfile profile = new RunProfile(settings.profile(), settings.profiledValues(block), settings.properties());
        List<String> known = notes.stream().flatMap(note -> note.get().stream()).toList();
        return new RunWriter(simulation, profile, target.description(), results)
                .write(record, callbacks, known, Optional.ofNullable(analysis), database, judge::judged);
    }

    private void record(Run run) throws IOException {
        HistorySettings history = history(settings);
        if (history.record()) {
            try (History open = History.open(history, message -> console.say("timer-bench: " + message))) {
                open.record(HistoryRow.of(run));
            }
        }
    }

    private static HistorySettings history(Settings settings) {
        return settings.read("history", HistorySettings.class);
    }

    private void tellJudgement(Trial trial) {
        for (Threshold threshold : trial.thresholds()) {
            switch (threshold.standing()) {
                case CROSSED -> {
                    console.say("threshold crossed: " + threshold.text());
                    failure.thresholdCrossed();
                }
                case NOT_JUDGED -> console.say("threshold NOT JUDGED: " + threshold.text());
                case MET -> {}
            }
        }
        if (trial.generatorSaturated().orElse(false)) {
            failure.report("generator saturated");
            console.say("timer-bench: the generator was the bottleneck: lower the rate, or run it on another machine");
        }
    }
}

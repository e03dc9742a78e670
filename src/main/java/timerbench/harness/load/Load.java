package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGenerator;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import timerbench.harness.load.fault.FaultRunner;
import timerbench.harness.load.injector.Coordinated;
import timerbench.harness.load.injector.OwnInjector;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.DatabaseWatch;
import timerbench.harness.measure.live.LoadState;
import timerbench.harness.measure.live.OperationMetrics;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.run.Database;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.TimelineEvent;

/**
 * A load that is about to run, and then does. Its senders make the steps of virtual users; it measures from the
 * first request on, and ends early on a failure or Ctrl-C. {@link #finish} makes the results.
 */
public final class Load {
    private static final Duration WATCHED_EVERY = Duration.ofSeconds(1);

    private final Benchmark<?> benchmark;
    private final Console console;
    private final RunFailure failure;
    private final Optional<CallbackDrain> drain;
    private final LiveLoad live;
    private final LoadWatch watch;
    private final Ticker watching = new Ticker("load-watch");
    private final List<Console.FillProgress> fills = new CopyOnWriteArrayList<>();
    private final ResultsFolder.Start start;
    private final LastWord lastWord;
    private final FaultRunner faults;
    private volatile Optional<String> runId = Optional.empty();

    Load(Benchmark<?> benchmark, LoadPlan plan, Optional<Callbacks> callbacks) {
        this.benchmark = benchmark;
        this.console = benchmark.console();
        this.failure = benchmark.failure();
        this.watch = new LoadWatch(InstantSource.system(), LoadWatch.Settings.of(benchmark.allSettings()));
        this.drain = callbacks.map(known -> new CallbackDrain(known, failure, this::isWaiting, this::listening));
        this.live = new LiveLoad(
                plan,
                this::processes,
                console,
                () -> callbacks.map(Callbacks::outstanding).orElse(0L),
                this::warmUpOver);
        this.lastWord = new LastWord(benchmark);
        this.faults = benchmark.faults().runner(benchmark.target(), callbacks, this::folder, console, this::fail);
        RunProcess.onInterrupt(this::interrupt, benchmark::abort);
        watching.every(WATCHED_EVERY, this::endIfStalled);
        console.note(benchmark.describe(plan));
        this.start = RunProcess.endUnless(benchmark.results()::start);
        benchmark.live().show(plan, live, this::info);
        benchmark.coordinated().ifPresent(known -> {
            RunProcess.onInterrupt(() -> {}, () -> {});
            known.onStop(this::stop);
            watching.every(
                    WATCHED_EVERY,
                    () -> known.progress(live.progress(
                            fills.stream().mapToLong(Console.FillProgress::done).sum())));
        });
    }

    /** Returns the identity of the run; empty until Gatling has made its folder. */
    private Optional<LoadState.RunInfo> info() {
        return runId.map(id -> new LoadState.RunInfo(
                id,
                benchmark.simulation(),
                benchmark.profile().name(),
                benchmark.target().description().database().map(Database::name).orElse("")));
    }

    /**
     * Returns the metrics that show the requests of this name; empty if the run is not shown.
     *
     * @param byPlan whether they are requests of the plan, and not beside it
     */
    Optional<OperationMetrics> shown(String operation, HttpRequestActionBuilder request, boolean byPlan) {
        return benchmark.live().operation(operation, request, byPlan);
    }

    private void warmUpOver(Instant at) {
        benchmark.faults().begin(faults, at);
        benchmark.shards().start();
        benchmark.database().ifPresent(DatabaseWatch::start);
    }

    private Map<String, List<ProcessHandle>> processes() {
        Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();
        processes.put(MetricScope.GENERATOR, List.of(ProcessHandle.current()));
        processes.putAll(benchmark.target().processes());
        return processes;
    }

    private void endIfStalled() {
        watch.stalled().ifPresent(what -> {
            fail(what);
            // Gatling will not come to its end: what it has logged is lost.
            benchmark.target().close();
            System.exit(ExitCode.FAILED);
        });
    }

    /**
     * Returns the protocol of an open load: the target's addresses in turn, connections shared by all virtual
     * users.
     */
    public HttpProtocolBuilder protocol() {
        return protocolOfStayingUsers().shareConnections();
    }

    /** Returns the protocol of virtual users that loop, each on a connection of its own. */
    public HttpProtocolBuilder protocolOfStayingUsers() {
        HttpProtocolBuilder protocol =
                RequestStep.protocol(benchmark.target().urls()).transformResponse(Schedule::fromSchedule);
        for (Map.Entry<String, String> header : benchmark.target().headers().entrySet()) {
            protocol = protocol.header(header.getKey(), header.getValue());
        }
        return protocol;
    }

    /**
     * Returns the declared limits that Gatling measures exactly, as its assertions; none of a share, because they are
     * limits of the whole load.
     */
    public List<Assertion> assertions() {
        return benchmark.share().isWhole() ? benchmark.assertions() : List.of();
    }

    /**
     * Returns the virtual users of this process, of all that these steps inject as the load begins: all of them, unless
     * several injectors share the load.
     */
    public PopulationBuilder inject(ScenarioBuilder scenario, OpenInjectionStep... steps) {
        return inject(scenario, number -> number, steps);
    }

    /**
     * Returns the virtual users of this process, of all that these steps inject as the load begins.
     *
     * @param place returns the number by which several injectors share an arrival, from its number among all; from 0
     */
    public PopulationBuilder inject(ScenarioBuilder scenario, LongUnaryOperator place, OpenInjectionStep... steps) {
        return benchmark.share().inject(scenario, place, this::untilBegin, steps);
    }

    /** The first request of a share does not show when the load began: it may be a later one of the load. */
    private Duration untilBegin(Instant since) {
        benchmark.coordinated().flatMap(Coordinated::agreed).ifPresent(live::begin);
        var unused = begin();
        return benchmark.coordinated().map(known -> known.left(since)).orElse(Duration.ZERO);
    }

    /**
     * Returns the virtual users that create timers before the load, followed by those of the load. If several injectors
     * share the load, each waits in between until all of them have created theirs.
     */
    public PopulationBuilder after(PopulationBuilder fill, List<PopulationBuilder> users) {
        return benchmark
                .coordinated()
                .map(known -> fill.andThen(waiting(known).andThen(users)))
                .orElseGet(() -> fill.andThen(users));
    }

    private PopulationBuilder waiting(Coordinated coordinated) {
        return scenario("wait for all injectors")
                .exec(session -> {
                    coordinated.ready();
                    return session;
                })
                .asLongAs(session -> {
                    watch.sign();
                    return !coordinated.isNear();
                })
                .on(pause(Duration.ofMillis(10)))
                .injectOpen(atOnceUsers(1));
    }

    /** Without timers that are created before the load, all injectors wait for each other before Gatling begins. */
    void awaitBegin() {
        if (fills.isEmpty()) {
            benchmark.coordinated().ifPresent(known -> {
                known.ready();
                known.await(watch::sign);
            });
        }
    }

    private void stop(Coordinated.Stop why) {
        if (why.interrupt()) {
            var unused = failure.interrupt();
        } else {
            fail(why.reason());
        }
    }

    /**
     * Returns how many timers this process creates before the load, of those that were declared
     * ({@link Benchmark#createsBefore}).
     */
    public long timersBefore() {
        return benchmark.timersBefore();
    }

    /**
     * Returns the sender that creates the declared timers before the load. Its requests count in no figure. If one
     * fails, so does the run.
     */
    public Sender fill() {
        Console.FillProgress fill = new Console.FillProgress(timersBefore(), console);
        fills.add(fill);
        return new Sender(this, live, Sender.Phase.FILL, session -> {
            if (!session.isFailed()) {
                fill.created();
            }
        });
    }

    /**
     * Returns the sender that creates timers as part of the warm-up. If one of its requests fails, so does the run.
     */
    public Sender fillInWarmUp() {
        return new Sender(this, live, Sender.Phase.FILL, session -> live.answered(true, session.isFailed()));
    }

    /** Returns the sender of the warm-up. Its requests count in the line of the warm-up, and nowhere else. */
    public Sender warmUp() {
        return new Sender(this, live, Sender.Phase.WARM_UP, session -> live.answered(true, session.isFailed()));
    }

    /** Returns the sender of requests that count in every figure. */
    public Sender measured() {
        return new Sender(this, live, Sender.Phase.MEASURED, session -> live.answered(false, session.isFailed()));
    }

    /**
     * Returns the sender of requests whose response times and failures are shown, but which are no part of the rate
     * asked for.
     */
    public Sender alongside() {
        return new Sender(this, live, Sender.Phase.ALONGSIDE, session -> live.answeredAlongside(session.isFailed()));
    }

    /** Returns the sender of measured requests which the caller logs, and of which it knows whether they failed. */
    Sender measuredUnlogged(Predicate<Session> isFailed) {
        return new Sender(
                this, live, Sender.Phase.MEASURED_UNLOGGED, session -> live.answered(false, isFailed.test(session)));
    }

    /** Returns the step of one request, for a {@link Sender}. */
    ChainBuilder step(RequestStep request, Function<Session, Session> before, Consumer<Session> after) {
        return stopLoadGeneratorIf(session -> failure.reason().orElse(""), session -> isEnding())
                .exec(session -> {
                    watch.sign();
                    return before.apply(Schedule.onTime(session));
                })
                .exec(folderIsMade())
                .exec(request.alone())
                .exec(session -> {
                    watch.sign();
                    after.accept(session);
                    return session;
                });
    }

    /** Returns a step that does nothing. Gatling builds it right after it has made the run's folder. */
    private ActionBuilder folderIsMade() {
        return () -> (context, next) -> {
            var unused = folder();
            return next;
        };
    }

    /**
     * Returns the population that follows the load: it waits for outstanding callbacks, and listens for forbidden
     * ones.
     *
     * @param lastDue when the last timer is due
     * @throws IllegalStateException if the load has no callbacks
     */
    public PopulationBuilder drain(Supplier<Instant> lastDue) {
        return callbackDrain().population(lastDue);
    }

    /**
     * Returns the last steps of a virtual user that waits for the end of a load which ends itself: it waits for
     * outstanding callbacks, listens for forbidden ones, and then ends all other virtual users.
     *
     * @param lastDue when the last timer is due
     * @throws IllegalStateException if the load has no callbacks
     */
    public ChainBuilder drainAndEnd(Supplier<Instant> lastDue) {
        return callbackDrain().steps(lastDue).exec(stopLoadGenerator("the load is over"));
    }

    private CallbackDrain callbackDrain() {
        return drain.orElseThrow(() -> new IllegalStateException("a load without callbacks has nothing to drain"));
    }

    private Path folder() {
        Path folder = RunProcess.endUnless(start::run);
        runId = Optional.of(folder.getFileName().toString());
        return folder;
    }

    /** Returns what does the faults that were declared ({@link Benchmark#willDisturb}). */
    public FaultRunner faults() {
        return faults;
    }

    /** Begins the load, if no request has, and returns when it began. */
    public Instant begin() {
        return live.begin();
    }

    /** Records that the load goes on though nothing is sent: a virtual user waits for callbacks. */
    public void isWaiting() {
        watch.sign();
    }

    /** Ends what is measured of the processes: they have nothing to do any more. */
    private void listening(Duration time) {
        live.drained();
        if (!time.isZero()) {
            console.note(String.format(
                    Locale.ROOT,
                    "the load and the wait for its callbacks are over; listening for %.1f s more, for callbacks that"
                            + " must not come",
                    time.toMillis() / 1e3));
        }
    }

    /** Prints a line that stays, beside the progress. */
    public void say(String line) {
        console.say(line);
    }

    /** Ends the load as failed: what follows would measure nothing. */
    public void fail(String reason) {
        benchmark.fail(reason);
    }

    /** Returns whether the load ends before its time, so that nothing may wait any longer. */
    public boolean isEnding() {
        return failure.reason().isPresent();
    }

    private void interrupt() {
        if (!live.hasBegun()) {
            benchmark.abortBeforeLoad();
        }
        if (live.isOver()) {
            console.note("the load is over; waiting for outstanding callbacks. Ctrl-C again ends at once");
        } else if (failure.interrupt()) {
            console.note("interrupted; the load ends and is reported. Ctrl-C again ends at once");
        }
    }

    private List<TimelineEvent> events() {
        return Stream.concat(failure.fault().stream(), faults.marks().stream()).toList();
    }

    private void report(LoadRecord record, RequestTable requests, Optional<CallbackFigures> figures)
            throws IOException {
        RunResults.Sides sides = new RunResults.Sides(benchmark.target().description(), Provenance.read(), List.of());
        RunResults results = new RunResults(benchmark, sides, figures);
        Run run = results.write(record, requests, benchmark.notes(), start.run());
        lastWord.written(run, start.run());
        results.report(run);
    }

    /** Leaves the results to the coordinator. */
    private void deliver(
            Coordinated coordinated, LoadRecord record, RequestTable requests, Optional<CallbackFigures> figures)
            throws IOException {
        new OwnPart(
                        benchmark.ownIdentity(),
                        benchmark.target().description(),
                        live.began(),
                        figures,
                        drain.map(CallbackDrain::counts).orElse(Map.of()),
                        benchmark.notes())
                .write(record, requests, coordinated.folder());
        coordinated.awaitFetched(OwnInjector.of(benchmark.allSettings()).stay());
    }

    /**
     * Makes and writes the results, prints and records them, and stops the target. After an interrupt it waits for
     * outstanding callbacks first. Gatling's own report follows on this thread.
     */
    void finish() {
        watching.stop();
        faults.close();
        fills.forEach(Console.FillProgress::end);
        try {
            LoadRecord record =
                    live.end(failure.reason(), events()).orElseThrow(() -> new IOException("no request was ever sent"));
            if (failure.isInterrupted() && drain.isPresent()) {
                console.note("waiting for outstanding callbacks …");
                drain.get().drainNow();
            }
            Optional<CallbackFigures> figures = drain.map(CallbackDrain::end);
            RequestTable requests = RequestTable.read(start.run().resolve("simulation.log"), record.origin());
            if (benchmark.coordinated().isPresent()) {
                deliver(benchmark.coordinated().get(), record, requests, figures);
            } else {
                report(record, requests, figures);
            }
        } catch (IOException | RuntimeException e) {
            failure.report("the results could not be written: " + e);
        } finally {
            lastWord.takeFromGatling();
            benchmark.target().close();
            benchmark.links().close();
            benchmark.live().end(lastWord.end(), !failure.isInterrupted());
        }
    }
}

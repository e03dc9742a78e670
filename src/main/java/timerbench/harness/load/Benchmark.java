package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.details;
import static java.util.Objects.requireNonNull;

import io.gatling.javaapi.core.Assertion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.analysis.Analysis;
import timerbench.harness.load.injector.CodeHash;
import timerbench.harness.load.injector.Coordinated;
import timerbench.harness.load.injector.InjectorIdentity;
import timerbench.harness.load.injector.InjectorSettings;
import timerbench.harness.load.injector.OwnInjector;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.load.plan.Share;
import timerbench.harness.measure.DatabaseWatch;
import timerbench.harness.measure.ShardWatch;
import timerbench.harness.measure.TargetCheck;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Operation;
import timerbench.harness.targets.dialect.TimerOptions;
import timerbench.harness.targets.dialect.Value;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.process.BackgroundFailures;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.ApiToken;
import timerbench.settings.Settings;

/**
 * Set-up of a simulation: its settings, and all that is declared before the load. Then {@link #load} starts the target
 * and returns the load. Whatever can be checked without the target is checked before it is started. What is wrong
 * before the load ends the process: with 2 for wrong settings, with 3 for a machine or target that is not ready. A dry
 * run ends it where the target would be started. A target that dies during the load ends it, and the process with 3
 * once the results are written. Ctrl-C does the same, with 130.
 *
 * @param <S> the simulation's block of settings
 */
public final class Benchmark<S extends Record> {
    private static final String FAULTS = "faults";

    private final LoadSimulation simulation;
    private final String block;
    private final Settings settings;
    private final S own;
    private final Dialect dialect;
    private final Optional<String> token = ApiToken.ofEnvironment();
    private final ResultsFolder results = new ResultsFolder(RunProcess.results());
    private final Console console = Console.system();
    private final RunFailure failure = new RunFailure();
    private final TrialJudge judge = new TrialJudge();
    private final List<Supplier<Optional<String>>> notes = new ArrayList<>();
    private final List<Analysis> analyses = new ArrayList<>();
    private final List<Assertion> assertions = new ArrayList<>();
    private final Map<String, Long> alongside = new LinkedHashMap<>();
    private final RunFaults faults;
    private final ServiceFit fit;
    private final Share share;
    private final InjectorSettings injectors;
    private Map<Value, Object> options = TimerOptions.VALUES;
    private long timersBefore;
    private Duration dueWithin = Duration.ZERO;
    private Optional<Coordinated> coordinated = Optional.empty();
    private @Nullable LiveRun live;
    private @Nullable Target target;
    private Optional<DatabaseWatch> database = Optional.empty();
    private ShardWatch shards = ShardWatch.none();

    private Benchmark(LoadSimulation simulation, String block, CheckedSettings<S> checked) {
        this.simulation = simulation;
        this.block = block;
        this.settings = checked.all();
        this.own = checked.own();
        this.dialect = checked.dialect();
        this.share = OwnInjector.of(settings).share();
        this.injectors = InjectorSettings.of(settings);
        this.fit = new ServiceFit(dialect, text -> note(() -> Optional.of(text)));
        this.faults = new RunFaults(settings);
        note(faults::note);
        note(faults::missed);
        note(() -> links().note());
    }

    /**
     * Returns the benchmark of these settings, of which all that any part of a run reads are right.
     *
     * @param block the name of the simulation's block of settings
     * @param type the record of those settings
     */
    public static <S extends Record> Benchmark<S> open(LoadSimulation simulation, String block, Class<S> type) {
        if (SimulationCheck.running().isEmpty()) {
            RunProcess.endWithParent();
        }
        return RunProcess.endUnless(
                () -> new Benchmark<>(simulation, block, CheckedSettings.of(simulation, block, type)));
    }

    private static String name(LoadSimulation simulation) {
        return simulation.getClass().getSimpleName();
    }

    /** Ends the process if the target lacks one of these operations. */
    public void require(Operation... needed) {
        RunProcess.endUnless(() -> {
            List<String> missing = Arrays.stream(needed)
                    .filter(operation -> !dialect.has(operation))
                    .map(operation -> "operation " + operation.word())
                    .toList();
            CheckedSettings.requireNothing(simulation, dialect, missing);
            return missing;
        });
    }

    /** Returns whether the target has the operation. If not, a note says that it was left out. */
    public boolean hasOrLeavesOut(Operation operation) {
        boolean has = dialect.has(operation);
        if (!has) {
            note(() -> Optional.of(operation.word() + ": left out, the dialect has no such operation"));
        }
        return has;
    }

    /** Ends the process, because the simulation cannot run with these settings; the result is to be thrown. */
    public RuntimeException refused(String reason) {
        return RunProcess.end(ExitCode.WRONG_SETTINGS, reason);
    }

    /** Returns the part. Ends the process if it is not valid: the message begins with what it is a part of. */
    public <T> T valid(String what, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw refused(what + ": " + e.getMessage());
        }
    }

    /** Returns the simulation's own settings in the chosen profile. */
    public S settings() {
        return own;
    }

    /** Returns a block of settings that is the same in every profile. */
    public <T> T settings(String sharedBlock, Class<T> type) {
        return RunProcess.endUnless(() -> settings.read(sharedBlock, type));
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Returns what this process sends of the load. */
    public Share share() {
        return share;
    }

    /** Returns whether requests carry a token. */
    public boolean hasToken() {
        return token.isPresent() && dialect.sendsToken();
    }

    /** Returns the values that all timers have: the token, and the options of timers whose callbacks matter. */
    public Value.Source options() {
        return TimerOptions.with(token, options);
    }

    /**
     * Lets timers whose callbacks matter be tried for long, at equal intervals, as far as requests can ask for that.
     * Call it before anything reads the options.
     */
    public void tryCallbacks(Duration interval, int attempts) {
        options = TimerOptions.triedEvery(interval, attempts);
        note(() -> dialect.attempts(attempts).isPresent()
                        && dialect.attempts(attempts).getAsInt() == attempts
                ? Optional.empty()
                : Optional.of(
                        "the service decides how often a callback is tried: after a longer outage of the receiver,"
                                + " timers may be lost by design"));
    }

    /** Returns the most attempts of a callback; empty if that is not known. */
    public OptionalInt attempts() {
        return dialect.attempts((int) Objects.requireNonNull(options.get(Value.MAX_ATTEMPTS)));
    }

    /**
     * Opens the receiver of callbacks. Waits are longer for a service that calls late by design.
     *
     * @param drain the longest time to wait for outstanding callbacks after the last instant due
     * @param listenOn how long the receiver listens on for forbidden callbacks, after the last that was expected
     * @param lateAfter the greatest lateness at which a callback counts as on time
     */
    public Callbacks callbacks(Duration drain, Duration listenOn, Duration lateAfter) {
        return RunProcess.endUnless(() -> {
            Callbacks callbacks = new Callbacks(
                    faults.links().receiver(settings.read("receiver", ReceiverSettings.class)),
                    dialect,
                    fit.waits(drain, listenOn),
                    fit.lateAfter(lateAfter));
            SimulationCheck.running().ifPresent(check -> check.atEnd(callbacks::closeUnused));
            return callbacks;
        });
    }

    /** Returns how far ahead timers are due: as wanted, or later if the service takes nothing that is due so soon. */
    public DueRange due(Duration from, Duration to) {
        DueRange due = fit.due(valid(block, () -> new DueRange(from, to)));
        // An update may put a timer off by the least of it.
        dueWithin = due.to().plus(due.from());
        return due;
    }

    /**
     * Declares how many timers are created beside the requests of the plan, before it or in its warm-up, by all
     * injectors together. Ends the process if they are fewer than the injectors.
     */
    public void createsBefore(long timers) {
        if (timers > 0) {
            requireOneEach("timers", timers);
        }
        timersBefore = timers;
    }

    /** Ends the process if there are fewer things of the simulation's block than injectors that share them. */
    public void requireOneEach(String setting, long number) {
        int all = Math.max(share.count(), injectors.count());
        if (number < all) {
            throw refused(Settings.key(block) + "." + setting + ": " + number + " cannot be shared by " + all
                    + " injectors; each needs at least one");
        }
    }

    /** Declares how many requests of this name the load sends beside those of the plan, about or at most. */
    public void sendsAlongside(String name, double requests) {
        alongside.merge(name, Math.round(requests), Long::sum);
    }

    /** Adds the limits of an operation that is sent at a rate. */
    public void judgeBy(String operation, Thresholds.OfRate thresholds) {
        judge.add(trial -> thresholds.of(trial, operation));
        judge.allows(thresholds.errorRate());
        assertions.addAll(thresholds.assertions(operation));
    }

    /** Adds the limits of operations. */
    public void judgeBy(Thresholds thresholds, String... operations) {
        judge.add(trial -> thresholds.of(trial, operations));
        judge.allows(thresholds.errorRate());
        assertions.addAll(thresholds.assertions(operations));
    }

    /** Adds the limits of callbacks. */
    public void judgeBy(CallbackThresholds thresholds) {
        CallbackThresholds limits = fit.limits(thresholds);
        judge.add(limits::of);
        assertions.addAll(limits.assertions());
    }

    /** Adds limits of another kind: a function from the trial to limits and what the trial got. */
    public void judgeBy(Function<Trial, List<Threshold>> thresholds) {
        judge.add(thresholds);
    }

    /**
     * Leaves the errors of an operation without a limit over the whole run. Without this, every operation has one.
     *
     * @param reason what judges them instead; it becomes a note of the run
     */
    public void leaveErrorsOf(String operation, String reason) {
        judge.leaveErrorsOf(operation);
        note(() -> Optional.of("errors of " + operation + " have no limit over the whole run: " + reason));
    }

    /** Adds a limit: none of these requests may fail. */
    public void requireNoErrors(String operation) {
        judge.add(trial -> List.of(Thresholds.errors(trial, operation, 0)));
        assertions.add(details(operation).failedRequests().count().is(0L));
    }

    /** Adds a limit: the least number of timers executed in a second of the hold. */
    public void requireExecutions(double leastPerSecond) {
        judge.requireExecutions(leastPerSecond);
    }

    /** Adds a note to the results; the supplier is asked at the end. */
    public void note(Supplier<Optional<String>> note) {
        notes.add(note);
    }

    /** Adds an analysis of the run, and its thresholds. */
    public void analyse(Analysis analysis) {
        analyses.add(analysis);
        judge.add(analysis::thresholds);
    }

    /**
     * Declares a fault that the simulation begins itself, by {@link Load#faults}. Whether it can be done is checked
     * before anything is started. A fault of the receiver is declared before {@link #callbacks}.
     */
    public void willDisturb(Fault fault) {
        RunProcess.endUnless(() -> {
            faults.declare(fault);
            return fault;
        });
    }

    /** Returns the load of this plan, measured from its first request on. */
    public Load load(LoadPlan plan) {
        return load(plan, Optional.empty());
    }

    /** Returns the load of this plan, measured from its first request on, whose timers are called back. */
    public Load load(LoadPlan plan, Callbacks callbacks) {
        return load(plan, Optional.of(callbacks));
    }

    private Load load(LoadPlan plan, Optional<Callbacks> callbacks) {
        RunProcess.endUnless(() -> {
            // The receivers of injectors are in processes of their own, which no fault reaches.
            faults.check(plan, callbacks.isPresent() && !injectors.isShared());
            return faults;
        });
        if (SimulationCheck.running().isPresent()) {
            throw SimulationCheck.passed(plan.usual());
        }
        RunPlan run = new RunPlan(plan, timersBefore, alongside, callbacks.map(this::longestWait), faults.planned())
                .of(share);
        RunProcess.endUnless(() -> new StartCheck(run, injectors.count(), results, settings).warnings())
                .forEach(warning -> console.note("warning: " + warning));
        if (DryRun.isChosen(settings)) {
            callbacks.ifPresent(Callbacks::closeUnused);
            throw new DryRun(settings, dialect, console)
                    .end(
                            simulation(),
                            run,
                            judge.planned(plan.asked(), run.requests().keySet()),
                            notes());
        }
        if (PartMerge.running().isPresent()) {
            callbacks.ifPresent(Callbacks::closeUnused);
            throw PartMerge.running().get().end(this, plan, callbacks);
        }
        if (injectors.isShared()) {
            callbacks.ifPresent(Callbacks::closeUnused);
            throw new Coordinator(this, injectors, plan, callbacks).end();
        }
        live = RunProcess.endUnless(() -> LiveRun.open(settings, dialect, console));
        live.expect(run.requests().keySet(), callbacks);
        Target opened = openTarget(callbacks);
        introduce();
        callbacks.ifPresent(known -> RunProcess.endUnless(() -> {
            known.requireReachedBy(
                    opened,
                    coordinated.isPresent()
                            ? EnumSet.of(TargetCheck.Part.CLOCK)
                            : EnumSet.allOf(TargetCheck.Part.class));
            return known;
        }));
        Load load = new Load(this, share.of(plan), callbacks);
        simulation.beforehand(load::awaitBegin);
        simulation.afterwards(load::finish);
        return load;
    }

    /** Tells the coordinator, if there is one, who this injector is. */
    private void introduce() {
        OwnInjector own = OwnInjector.of(settings);
        if (own.isCoordinated()) {
            coordinated = Optional.of(RunProcess.endUnless(() -> {
                Coordinated known = Coordinated.of(own);
                known.introduce(ownIdentity());
                return known;
            }));
        }
    }

    /** Returns the identity of this injector. */
    InjectorIdentity ownIdentity() throws IOException {
        OwnInjector own = OwnInjector.of(settings);
        return identity(own.index(), own.count());
    }

    /** Returns the identity of an injector of this run. */
    InjectorIdentity identity(int index, int count) throws IOException {
        return new InjectorIdentity(
                index, count, simulation(), profile().without(FAULTS), CodeHash.of(simulation.getClass()));
    }

    /** Returns this injector's side of its folder; empty if it has no coordinator. */
    Optional<Coordinated> coordinated() {
        return coordinated;
    }

    /** Returns how long the load's callbacks may take after the last request; none without callbacks. */
    Duration longestWait(Optional<Callbacks> callbacks) {
        return callbacks.map(this::longestWait).orElse(Duration.ZERO);
    }

    private Duration longestWait(Callbacks callbacks) {
        return dueWithin.plus(callbacks.longestWait());
    }

    /** Returns the class of the simulation. */
    Class<?> simulationClass() {
        return simulation.getClass();
    }

    Target openTarget(Optional<Callbacks> callbacks) {
        console.say("timer-bench: waiting for the target …");
        Target opened = RunProcess.endUnless(
                () -> Target.open(settings, dialect, faults.links().open(settings, callbacks)));
        target = opened;
        database = DatabaseWatch.of(opened, settings);
        // The coordinator of several injectors watches the target for all of them.
        shards = OwnInjector.of(settings).isCoordinated() ? ShardWatch.none() : ShardWatch.of(opened);
        opened.onDeath(this::fail);
        BackgroundFailures.reportTo(this::fail);
        RunProcess.onInterrupt(this::abortBeforeLoad, this::abort);
        return opened;
    }

    /** Returns the load of a plan in a sentence. */
    String describe(LoadPlan plan) {
        return simulation() + ", profile " + settings.profile() + ": " + plan.describe();
    }

    /** Ends the load, or keeps it from beginning. */
    void fail(String reason) {
        if (failure.report(reason)) {
            console.say("timer-bench: " + reason + "; the load ends");
        }
    }

    void abortBeforeLoad() {
        console.note("interrupted before the load; there is nothing to report");
        Output.failed(ExitCode.INTERRUPTED, "interrupted before the load");
        abort();
    }

    void abort() {
        target().close();
        System.exit(ExitCode.INTERRUPTED);
    }

    String simulation() {
        return name(simulation);
    }

    Settings allSettings() {
        return settings;
    }

    RunProfile profile() {
        Map<String, Object> values = LoadSettings.of(settings, block);
        // Runs with different faults are runs of different loads.
        faults.setting().ifPresent(planned -> values.put(FAULTS, planned));
        OwnInjector injector = OwnInjector.of(settings);
        // So are runs of one share; that of a coordinator becomes a part of a run of the whole load.
        if (!injector.isAlone() && !injector.isCoordinated()) {
            values.put("injector", injector.index() + " of " + injector.count());
        }
        return new RunProfile(settings.profile(), values, settings.properties());
    }

    /** Returns the target of the load, which has been started. */
    Target target() {
        return requireNonNull(target, "the target");
    }

    /** Returns what shows the run while it runs. */
    LiveRun live() {
        return requireNonNull(live, "the load");
    }

    Links links() {
        return faults.links().all();
    }

    /** Returns how many timers this process creates before the load. */
    long timersBefore() {
        return share.of(timersBefore);
    }

    ResultsFolder results() {
        return results;
    }

    Optional<DatabaseWatch> database() {
        return database;
    }

    ShardWatch shards() {
        return shards;
    }

    Console console() {
        return console;
    }

    RunFaults faults() {
        return faults;
    }

    RunFailure failure() {
        return failure;
    }

    TrialJudge judge() {
        return judge;
    }

    List<String> notes() {
        return notes.stream().flatMap(note -> note.get().stream()).toList();
    }

    List<Assertion> assertions() {
        return List.copyOf(assertions);
    }

    List<Analysis> analyses() {
        return analyses;
    }
}

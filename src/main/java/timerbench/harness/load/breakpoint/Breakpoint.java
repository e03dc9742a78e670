package timerbench.harness.load.breakpoint;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.analysis.Analysis;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.run.Better;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Period;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * A load that looks for the highest rate that holds. One virtual user tries rates; the others keep the rate that is tried,
 * each taking the next instant at which a request is to start. If none of them is free at that instant, the request is
 * late, and counted from it.
 */
public final class Breakpoint implements LoadPlan, Analysis {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String WAIT = "waitNanos";
    private static final String SLOT = "slotNanos";
    private static final String STEP = "stepNumber";
    private static final int NO_STEP = -1;
    private static final String HELD = "rateHeld";
    private static final double MOSTLY = 0.9;

    private final Benchmark benchmark;
    private final Callbacks callbacks;
    private final RateRange range;
    private final StepTiming timing;
    private final RateLimits limits;
    private final RateSearch search;
    private final Instant opened = Instant.now();
    private final Pacer pacer = new Pacer(System.nanoTime());
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final List<String> tried = new ArrayList<>();
    private final Map<Duration, String> begun = new ConcurrentSkipListMap<>();
    private volatile @Nullable RateStep step;
    private volatile boolean done;
    private volatile boolean generatorWasLimit;
    private volatile Instant stepEnd = Instant.EPOCH;
    private volatile long owedAtEnd;
    private long lostBefore;

    public Breakpoint(Benchmark benchmark, Callbacks callbacks, RateRange range, StepTiming timing, RateLimits limits) {
        this.benchmark = benchmark;
        this.callbacks = callbacks;
        this.range = range;
        this.timing = timing;
        this.limits = limits;
        this.search = range.begin();
        callbacks.onFirst(micros -> {
            RateStep now = step;
            if (now != null) {
                now.called(micros);
            }
        });
    }

    /** Returns when the virtual users of the warm-up come, which rises to the first rate. */
    public OpenInjectionStep warmUpLoad() {
        return rampUsersPerSec(Math.max(1, range.start() / 10))
                .to(range.start())
                .during(timing.warmUp());
    }

    /** Returns the life of one of the virtual users that keep the rate: these steps, whenever it is their turn. */
    public ChainBuilder keepRate(ChainBuilder steps) {
        return exec(session -> {
                    users.incrementAndGet();
                    return session;
                })
                .exec(asLongAs(session -> isGoingOn())
                        .on(exec(this::takeTurn)
                                .pause(session -> Duration.ofNanos(Math.max(0, session.getLong(WAIT))))
                                .doIf(this::isStillMeant)
                                .then(exec(this::starting).exec(steps).exec(this::answered))));
    }

    private Session takeTurn(Session session) {
        return pacer.turn()
                .map(turn -> session.set(STEP, turn.change())
                        .set(SLOT, turn.nanos())
                        .set(WAIT, turn.nanos() - System.nanoTime()))
                .orElseGet(() -> session.set(STEP, NO_STEP).set(WAIT, POLL.toNanos()));
    }

    /** The rate may have changed while it waited for its turn. */
    private boolean isStillMeant(Session session) {
        return pacer.isMeant(session.getInt(STEP));
    }

    @Override
    public OptionalLong lagNanos(Session session) {
        return session.contains(SLOT)
                ? OptionalLong.of(Math.max(0, System.nanoTime() - session.getLong(SLOT)))
                : OptionalLong.empty();
    }

    private Session starting(Session session) {
        long now = System.nanoTime();
        long lag = now - session.getLong(SLOT);
        if (lag < 0) {
            // Pauses are whole milliseconds, so it may wake up before its turn; it then counts from when it did.
            return starting(session.set(SLOT, now));
        }
        RateStep current = step;
        // With users to spare, nobody but the generator itself can have kept this one from starting.
        if (busy.incrementAndGet() < users.get() * MOSTLY && current != null) {
            current.lateByItself(lag / 1_000);
        }
        return session;
    }

    private Session answered(Session session) {
        busy.decrementAndGet();
        RateStep now = step;
        if (now != null) {
            now.answered((System.nanoTime() - session.getLong(SLOT)) / 1_000, !session.isFailed());
        }
        return session.markAsSucceeded();
    }

    /** Returns the life of the virtual user that tries one rate after the other. */
    public ChainBuilder tryRates() {
        return pause(timing.warmUp())
                .exec(asLongAs(session -> isGoingOn())
                        .on(exec(does(() -> pacer.rate(search.rate(), System.nanoTime())))
                                .pause(timing.settle())
                                .exec(does(this::beginStep))
                                .pause(timing.step())
                                .exec(does(this::endStep))
                                .asLongAs(session -> isDraining())
                                .on(pause(POLL))
                                .exec(does(this::judge))));
    }

    private boolean isGoingOn() {
        return !done && !benchmark.isEnding();
    }

    private static Function<Session, Session> does(Runnable action) {
        return session -> {
            action.run();
            return session;
        };
    }

    private void beginStep() {
        step = new RateStep(search.rate(), timing.step(), callbacks.owed());
        begun.put(
                Duration.between(benchmark.begin(), Instant.now()),
                String.format(Locale.ROOT, "%.0f/s", search.rate()));
    }

    private void endStep() {
        owedAtEnd = callbacks.owed();
        pacer.rate(0, System.nanoTime());
        stepEnd = Instant.now();
    }

    private boolean isDraining() {
        benchmark.isWaiting();
        Instant due = stepEnd.plus(timing.due());
        Instant now = Instant.now();
        return isGoingOn()
                && (now.isBefore(due) || (now.isBefore(due.plus(timing.drain())) && callbacks.owed() > lostBefore));
    }

    private void judge() {
        RateStep ended = step;
        step = null;
        if (!isGoingOn()) {
            return;
        }
        long lost = callbacks.owed() - lostBefore;
        lostBefore += Math.max(0, lost);
        List<String> broken = ended.broken(limits, owedAtEnd, lost);
        if (!broken.isEmpty()) {
            generatorWasLimit = ended.isLimitedByGenerator(limits);
        }
        tried.add(ended.text(broken));
        benchmark.say(ended.text(broken));
        search.judge(broken.isEmpty());
        done = search.isDone();
    }

    /** Returns the trial with the rates that held and broke, and what was tried. */
    @Override
    public Trial complete(Trial trial, Context context) {
        List<Metric> metrics = new ArrayList<>();
        search.held().ifPresent(rate -> metrics.add(metric(HELD, rate)));
        search.broke().ifPresent(rate -> metrics.add(metric("rateBroken", rate)));
        List<String> notes = new ArrayList<>(tried);
        notes.add(found());
        if (generatorWasLimit) {
            notes.add("where a rate did not hold, the generator by itself was late: the target may do better");
        }
        Trial found = trial.with(metrics).withNotes(notes);
        return search.broke().isPresent() ? found.saturated(generatorWasLimit) : found;
    }

    @Override
    public void accept(LogRecord.Request request) {
        // What counts was seen while the load was on.
    }

    private static Metric metric(String name, double perSecond) {
        return new Metric(name, MetricScope.trial(), Unit.PER_SECOND, Better.HIGHER, new Measured.Value(perSecond));
    }

    private String found() {
        String held = search.held()
                .map(rate -> String.format(Locale.ROOT, "%.1f/s holds", rate))
                .orElse("no rate holds");
        return search.broke()
                .map(rate -> String.format(Locale.ROOT, "%s, %.1f/s does not", held, rate))
                .orElse(held + ", the highest that was to be tried");
    }

    /** Returns what the highest rate that holds must be at least, with what it was. */
    public static List<Threshold> thresholds(Trial trial, double least) {
        return List.of(Threshold.atLeast(
                        "highest rate that holds", Unit.PER_SECOND, least, trial.value(HELD, MetricScope.trial()))
                .required());
    }

    @Override
    public Duration warmUp() {
        return timing.warmUp();
    }

    /** At the most: it may find the rate sooner. */
    @Override
    public Duration total() {
        Duration each = timing.settle().plus(timing.step()).plus(timing.due()).plus(timing.drain());
        return timing.warmUp().plus(each.multipliedBy(range.steps()));
    }

    @Override
    public Period hold(Instant start, Instant end) {
        Instant from = start.plus(timing.warmUp());
        return new Period(from, end.isAfter(from) ? end : from.plusMillis(1));
    }

    @Override
    public OptionalDouble rateAt(Duration sinceStart) {
        Duration sinceOrigin = Duration.between(opened, benchmark.begin()).plus(sinceStart);
        return sinceStart.compareTo(timing.warmUp()) < 0
                ? OptionalDouble.of(
                        range.start() * sinceStart.toNanos() / timing.warmUp().toNanos())
                : OptionalDouble.of(pacer.rateAt(sinceOrigin));
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        return sinceStart.compareTo(timing.warmUp()) < 0 ? "warm-up" : step != null ? "step" : "between";
    }

    /** Nobody knows before which steps there will be. */
    @Override
    public Map<Duration, String> phases(Duration within) {
        Map<Duration, String> phases = new TreeMap<>(begun);
        phases.put(Duration.ZERO, "warm-up");
        return phases;
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "warm-up %s (not counted), then steps of %s from %.0f/s up, until one does not hold",
                Durations.text(timing.warmUp()),
                Durations.text(timing.step()),
                range.start());
    }
}

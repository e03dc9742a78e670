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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.Load;
import timerbench.harness.load.analysis.Analysis;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.run.Better;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Period;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;

/**
 * A load that searches for the highest rate that holds. One virtual user tries rates; the others keep the rate that
 * is tried, each taking the next instant at which a request is to start. If none of them is free at that instant,
 * the request is late, and counted from it.
 */
public final class Breakpoint implements LoadPlan, Analysis {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String WAIT = "waitNanos";
    private static final String SLOT = "slotNanos";
    private static final String STEP = "stepNumber";
    private static final int NO_STEP = -1;
    private static final double MOSTLY = 0.9;

    private final RateRange range;
    private final StepTiming timing;
    private final double least;
    private final Instant opened = Instant.now();
    private final Pacer pacer = new Pacer(System.nanoTime());
    private final RateTrials trials;
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile Duration openBeforeStart = Duration.ZERO;

    /** @param least the lowest value that the highest rate which holds may have */
    public Breakpoint(Callbacks callbacks, RateRange range, StepTiming timing, RateLimits limits, double least) {
        this.range = range;
        this.timing = timing;
        this.least = least;
        this.trials = new RateTrials(new RateSearch(range), timing, limits, callbacks::outstanding, pacer);
        callbacks.onFirst(micros -> trials.step().ifPresent(step -> step.called(micros)));
    }

    /** Returns the arrivals of the virtual users of the warm-up, which rises to the first rate. */
    public OpenInjectionStep warmUpLoad() {
        return rampUsersPerSec(Math.max(1, range.start() / 10))
                .to(range.start())
                .during(timing.warmUp());
    }

    /**
     * Returns the life of one of the virtual users that keep the rate: it runs these steps whenever it is its turn.
     */
    public ChainBuilder keepRate(Load load, ChainBuilder steps) {
        return exec(session -> {
                    users.incrementAndGet();
                    return session;
                })
                .exec(asLongAs(session -> isGoingOn(load))
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

    /** The rate may have changed while the user waited for its turn. */
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
            // Pauses are whole milliseconds, so the user may wake up before its turn; the request then counts from
            // there.
            return starting(session.set(SLOT, now));
        }
        // With users to spare, only the generator itself can have kept this one from starting.
        if (busy.incrementAndGet() < users.get() * MOSTLY) {
            trials.step().ifPresent(step -> step.lateByItself(lag / 1_000));
        }
        return session;
    }

    private Session answered(Session session) {
        busy.decrementAndGet();
        trials.step()
                .ifPresent(step ->
                        step.answered((System.nanoTime() - session.getLong(SLOT)) / 1_000, !session.isFailed()));
        return session.markAsSucceeded();
    }

    /** Returns the life of the virtual user that tries one rate after the other. */
    public ChainBuilder tryRates(Load load) {
        return pause(timing.warmUp())
                .exec(does(() -> openBeforeStart = Duration.between(opened, load.begin())))
                .exec(asLongAs(session -> isGoingOn(load))
                        .on(exec(does(trials::changeRate))
                                .pause(timing.settle())
                                .exec(does(() -> trials.beginStep(Duration.between(load.begin(), Instant.now()))))
                                .pause(timing.step())
                                .exec(does(trials::endStep))
                                .asLongAs(session -> isDraining(load))
                                .on(pause(POLL))
                                .exec(does(() -> judge(load)))));
    }

    private boolean isGoingOn(Load load) {
        return !trials.isDone() && !load.isEnding();
    }

    private static Function<Session, Session> does(Runnable action) {
        return session -> {
            action.run();
            return session;
        };
    }

    private boolean isDraining(Load load) {
        load.isWaiting();
        return isGoingOn(load) && trials.isDraining();
    }

    private void judge(Load load) {
        if (isGoingOn(load)) {
            load.say(trials.judge());
        } else {
            trials.dropStep();
        }
    }

    /** Returns the trial with the rates that held and broke, and what was tried. */
    @Override
    public Trial complete(Trial trial, Context context) {
        List<Metric> metrics = new ArrayList<>();
        trials.held().ifPresent(rate -> metrics.add(metric(Metric.RATE_HELD, rate)));
        trials.broke().ifPresent(rate -> metrics.add(metric(Metric.RATE_BROKEN, rate)));
        List<String> notes = new ArrayList<>(trials.tried());
        notes.add(found());
        if (trials.generatorWasLimit()) {
            notes.add("where a rate did not hold, the generator by itself was late: the target may do better");
        }
        Trial found = trial.with(metrics).withNotes(notes);
        return trials.broke().isPresent() ? found.saturated(trials.generatorWasLimit()) : found;
    }

    private static Metric metric(String name, double perSecond) {
        return new Metric(name, MetricScope.trial(), Unit.PER_SECOND, Better.HIGHER, new Measured.Value(perSecond));
    }

    private String found() {
        String held = trials.held()
                .map(rate -> String.format(Locale.ROOT, "%.1f/s meets the limits", rate))
                .orElse("no rate meets the limits");
        return trials.broke()
                .map(rate -> String.format(Locale.ROOT, "%s, %.1f/s does not", held, rate))
                .orElse(held + ", the highest that was to be tried");
    }

    /** Returns the limit on the highest rate that holds. */
    @Override
    public List<Threshold> thresholds(Trial trial) {
        return List.of(Threshold.atLeast(
                        "highest rate that meets the limits",
                        Unit.PER_SECOND,
                        least,
                        trial.value(Metric.RATE_HELD, MetricScope.trial()))
                .required());
    }

    @Override
    public Duration warmUp() {
        return timing.warmUp();
    }

    /** Returns the longest time; the search may end sooner. */
    @Override
    public Duration total() {
        Duration each = timing.settle().plus(timing.step()).plus(timing.due()).plus(timing.drain());
        return timing.warmUp().plus(each.multipliedBy(range.steps()));
    }

    /** Callbacks that meet the limits need no drain. */
    @Override
    public Duration usual() {
        Duration each = timing.settle().plus(timing.step()).plus(timing.due());
        return timing.warmUp().plus(each.multipliedBy(range.steps()));
    }

    @Override
    public Period hold(Instant start, Instant end) {
        Instant from = start.plus(timing.warmUp());
        return new Period(from, end.isAfter(from) ? end : from.plusMillis(1));
    }

    @Override
    public OptionalDouble rateAt(Duration sinceStart) {
        Duration sinceOrigin = openBeforeStart.plus(sinceStart);
        return sinceStart.compareTo(timing.warmUp()) < 0
                ? OptionalDouble.of(
                        range.start() * sinceStart.toNanos() / timing.warmUp().toNanos())
                : OptionalDouble.of(pacer.rateAt(sinceOrigin));
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        return sinceStart.compareTo(timing.warmUp()) < 0
                ? "warm-up"
                : trials.step().isPresent() ? "step" : "between";
    }

    @Override
    public Set<String> phaseWords() {
        return Set.of("warm-up", "step", "between");
    }

    /** Returns the steps as they began: they are not known before. */
    @Override
    public Map<Duration, String> phases(Duration within) {
        Map<Duration, String> phases = new TreeMap<>(trials.begun());
        phases.put(Duration.ZERO, "warm-up");
        return phases;
    }

    @Override
    public String unknownRequests() {
        return "as many as the rates ask for that are tried";
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "warm-up %s (not counted), then steps of %s from %.0f/s up, until one misses the limits",
                Durations.text(timing.warmUp()),
                Durations.text(timing.step()),
                range.start());
    }
}

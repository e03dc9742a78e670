package timerbench.harness.load.recovery;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.Load;
import timerbench.harness.load.Sender;
import timerbench.harness.load.fault.Disturbance;
import timerbench.harness.load.plan.Durations;
import timerbench.harness.load.plan.RecoveryPlan;
import timerbench.harness.targets.fault.Fault;

/**
 * The course of a load with a fault in it. Its users report their creates; one more user waits until the load is
 * steady, begins the fault, and ends the load when it is steady again.
 */
public final class RecoveryLoad {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String UNDER_WAY = "requestUnderWay";
    private static final String STARTED = "startedMillis";

    private final RecoveryPlan plan;
    private final SteadyRules rules;
    private final Fault fault;
    private final Duration settle;
    private final RecoveryRecorder recorder = new RecoveryRecorder();
    private volatile Optional<Baseline> baseline = Optional.empty();
    private volatile Optional<Disturbance> disturbance = Optional.empty();
    private volatile long judgedSeconds;

    /**
     * Makes a load.
     *
     * @param fault that was declared to the benchmark
     * @param settle how long after a second has ended its answers and callbacks are in, as long as the load is steady
     */
    public RecoveryLoad(RecoveryPlan plan, SteadyRules rules, Fault fault, Callbacks callbacks, Duration settle) {
        this.plan = plan;
        this.rules = rules;
        this.fault = fault;
        this.settle = settle;
        callbacks.onSuccess((executeAt, at) -> recorder.called(micros(executeAt), micros(at)));
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * Baseline.SECOND + instant.getNano() / 1_000;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static long now() {
        return micros(Instant.now());
    }

    /** Returns the steps of one user, which do nothing once the load is over. */
    public ChainBuilder untilSteadyAgain(ChainBuilder steps) {
        return doIf(session -> !plan.isOver()).then(steps);
    }

    /** Records that a create is sent now; the user carries its {@code executeAt}. */
    public Session sending(Session session) {
        long executeAt = micros(Objects.requireNonNull(session.<Instant>get("executeAt")));
        return session.set(STARTED, System.currentTimeMillis()).set(UNDER_WAY, recorder.sending(now(), executeAt));
    }

    /** Records that the create was answered, or failed. */
    public Session answered(Session session) {
        RecoveryRecorder.UnderWay request = Objects.requireNonNull(session.get(UNDER_WAY));
        long started = session.getLong(STARTED);
        // The generator itself may have been late.
        long lateMillis = started - Math.min(started, Sender.startMillis(session, started));
        recorder.ended(request, request.start() - lateMillis * 1_000, now(), !session.isFailed());
        return session;
    }

    /** Returns the steps of the user that watches, until no request is left unanswered. */
    public ChainBuilder watch(Load load) {
        return pause(plan.warmUp())
                .exec(asLongAs(session -> isNotSteadyYet(load)).on(pause(POLL)))
                .exec(session -> {
                    if (!load.isEnding()) {
                        disturbance = Optional.of(load.faults().begin(fault));
                    }
                    return session;
                })
                .exec(asLongAs(session -> isRecovering(load)).on(pause(POLL)))
                .exec(session -> {
                    plan.over(Duration.between(load.begin(), Instant.now()));
                    return session;
                })
                .exec(asLongAs(session -> isUnanswered(load)).on(pause(POLL)));
    }

    private boolean isNotSteadyYet(Load load) {
        load.isWaiting();
        if (load.isEnding()) {
            return false;
        }
        long from = now() - micros(settle) - micros(rules.dwell());
        long earliest = micros(load.begin().plus(plan.warmUp()));
        if (from >= earliest) {
            baseline = Baseline.established(
                    recorder.since(from), rules, plan.shape().rate(), from);
        }
        long latest = earliest + micros(plan.shape().before().minus(settle).minus(rules.dwell()));
        if (baseline.isEmpty() && from > latest) {
            load.fail(notSteady(from));
        }
        return baseline.isEmpty();
    }

    private String notSteady(long from) {
        return String.format(
                Locale.ROOT,
                "the load was not steady for %s on end within %s, so no fault was begun (at last: %s). Lower"
                        + " recovery.rate, or allow more in recovery.steady",
                Durations.text(rules.dwell()),
                Durations.text(plan.shape().before()),
                Baseline.text(recorder.since(from), from, rules.dwellSeconds())
                        .orElse("fewer than 95 % of the requests answered, or 99 % of the timers called back"));
    }

    private boolean isRecovering(Load load) {
        load.isWaiting();
        if (load.isEnding()) {
            return false;
        }
        Optional<Instant> began = disturbance.flatMap(Disturbance::began);
        if (began.isEmpty()) {
            return true;
        }
        plan.disturbed(Duration.between(load.begin(), began.get()));
        return Instant.now().isBefore(began.get().plus(plan.shape().after())) && !isSteadyAgain(began.get());
    }

    /** Judges each second once, when all is known about it: looking at all of them takes time. */
    private boolean isSteadyAgain(Instant began) {
        long until = now() - baseline.orElseThrow().limits(rules).judgedAfter();
        long seconds = Math.floorDiv(until - micros(began), Baseline.SECOND);
        if (seconds <= judgedSeconds) {
            return false;
        }
        judgedSeconds = seconds;
        return recovery(recorder.since(micros(began)), until)
                .map(known -> known.steady().isPresent())
                .orElse(false);
    }

    /** Every request ends: by an answer, or by the time-out of the generator. */
    private boolean isUnanswered(Load load) {
        load.isWaiting();
        return !load.isEnding() && recorder.underWay() > 0;
    }

    /** Returns the load before the fault; empty if it was never steady. */
    Optional<Baseline> baseline() {
        return baseline;
    }

    SteadyRules rules() {
        return rules;
    }

    RecoveryPlan plan() {
        return plan;
    }

    /** Returns how long the fault lasted; empty if it was not over. */
    Optional<Duration> faultLasted() {
        return disturbance.flatMap(known ->
                known.ended().map(ended -> Duration.between(known.began().orElseThrow(), ended)));
    }

    /** Returns whether the fault was over, or was never to end. */
    boolean isFaultOver() {
        return fault.isForGood() || faultLasted().isPresent();
    }

    /**
     * Returns the recovery; empty if there was no fault.
     *
     * @param end when the load ended
     */
    Optional<Recovery> recovery(Instant end) {
        return recovery(recorder.since(Long.MIN_VALUE), micros(end));
    }

    private Optional<Recovery> recovery(Observed observed, long until) {
        return time().map(time -> Recovery.of(observed, baseline.orElseThrow(), rules, time, until));
    }

    private Optional<Recovery.FaultTime> time() {
        return disturbance.flatMap(known -> known.began()
                .map(began -> new Recovery.FaultTime(micros(began), optional(known.ended()), !fault.isForGood())));
    }

    private static OptionalLong optional(Optional<Instant> instant) {
        return instant.isPresent() ? OptionalLong.of(micros(instant.get())) : OptionalLong.empty();
    }
}

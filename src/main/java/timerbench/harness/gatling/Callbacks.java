package timerbench.harness.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import timerbench.harness.callback.Behaviour;
import timerbench.harness.callback.CallbackOutcome;
import timerbench.harness.callback.Execution;
import timerbench.harness.callback.LatenessSecond;
import timerbench.harness.callback.Ledger;
import timerbench.harness.callback.LedgerEvent;
import timerbench.harness.callback.LedgerReport;
import timerbench.harness.callback.Receiver;
import timerbench.harness.callback.ReceiverSettings;
import timerbench.harness.callback.Reply;
import timerbench.harness.result.Metric;
import timerbench.harness.result.RequestFigures;
import timerbench.harness.result.Trial;
import timerbench.harness.result.Unit;
import timerbench.harness.target.Target;
import timerbench.harness.target.TargetException;

/**
 * The callbacks of a load: where they arrive, what is owed, and how they come into Gatling's report. Virtual users carry
 * {@code groupId}, {@code timerId} and, as an Instant, {@code executeAt}.
 */
public final class Callbacks {
    /** The name of callbacks in Gatling's report. */
    public static final String REQUEST = RequestFigures.CALLBACK;

    private static final String FILE = "callbacks.csv";
    private static final int MOST_SECONDS = 40;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration REACH = Duration.ofSeconds(10);

    private final StatsLog stats = new StatsLog("callbacks");
    private final LongAdder created = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final Duration drain;
    private final TargetCheck check;
    private final Ledger ledger;
    private final ReachProbe probe;
    private final Receiver receiver;
    private volatile @Nullable Instant drainEnd;
    private volatile boolean waiting = true;
    private volatile LongConsumer firstListener = micros -> {};
    private volatile Runnable pollListener = () -> {};
    private volatile Supplier<Instant> lastDue = Instant::now;
    private volatile @Nullable LedgerReport report;

    /**
     * Opens the receiver, and sees to it that the target reaches it.
     *
     * @param drain how long callbacks are waited for after the last instant due
     * @param lateAfter up to which lateness a callback is called on time
     * @throws IllegalStateException if the receiver cannot listen
     * @throws TargetException if the target does not reach it, or its clock is too far off
     */
    Callbacks(ReceiverSettings settings, Target target, Duration drain, Duration lateAfter) {
        this.drain = drain;
        this.check = TargetCheck.before(target);
        InstantSource clock = check.targetClock();
        this.ledger = new Ledger(clock, lateAfter, this::log);
        this.probe = new ReachProbe(ledger);
        this.receiver = Receiver.start(settings, target.dialect().callback(), clock, probe);
        probe.require(target, receiver, REACH);
    }

    /** Returns the URL for timers whose callbacks are to be answered like this. */
    public String url(Behaviour behaviour) {
        return receiver.url(behaviour);
    }

    /**
     * Returns the step after a create.
     *
     * @param mostAttempts that the timer's retry policy allows
     * @param counted whether it is part of the load that counts
     */
    public ChainBuilder created(int mostAttempts, boolean counted) {
        return acknowledged(
                created,
                session -> ledger.created(
                        group(session), timer(session), session.<Instant>get("executeAt"), mostAttempts, counted));
    }

    /** Returns the step after an update of {@code executeAt}, whose new value the virtual user carries. */
    public ChainBuilder updated() {
        return acknowledged(
                updated, session -> ledger.updated(group(session), timer(session), session.<Instant>get("executeAt")));
    }

    /** Returns the step after a delete. */
    public ChainBuilder deleted() {
        return acknowledged(deleted, session -> ledger.deleted(group(session), timer(session)));
    }

    private ChainBuilder acknowledged(LongAdder count, Consumer<Session> entry) {
        return exec(session -> {
            if (session.isFailed()) {
                ledger.uncertain(group(session), timer(session));
            } else {
                count.increment();
                entry.accept(session);
            }
            return session;
        });
    }

    private static String group(Session session) {
        return session.getString("groupId");
    }

    private static String timer(Session session) {
        return session.getString("timerId");
    }

    /**
     * Returns what comes after the load: one virtual user that waits for what is owed, and ends the ledger.
     *
     * @param lastDue when the last timer is due
     */
    public PopulationBuilder drain(Supplier<Instant> lastDue) {
        this.lastDue = lastDue;
        return scenario("drain")
                .exec(stats.attach())
                .exec(session -> {
                    drainEnd = this.lastDue.get().plus(drain);
                    return session;
                })
                .asLongAs(session -> isOwed())
                .on(pause(POLL))
                .exec(session -> {
                    report = ledger.settle(Instant.now());
                    return session;
                })
                .injectOpen(atOnceUsers(1));
    }

    /** Waits for what is owed after a load that was interrupted: Gatling's part is over then, the ledger's is not. */
    void drainNow() {
        if (report != null) {
            return;
        }
        drainEnd = lastDue.get().plus(drain);
        while (isOwed()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        report = ledger.settle(Instant.now());
    }

    /** Has nothing waited for any more: nobody is left who could call. */
    void stopWaiting() {
        waiting = false;
    }

    /** Has this told, for as long as a virtual user waits for callbacks, that it does. */
    void onPoll(Runnable listener) {
        pollListener = listener;
    }

    private boolean isOwed() {
        pollListener.run();
        Instant end = drainEnd;
        return waiting && end != null && Instant.now().isBefore(end) && ledger.owedBy(end) > 0;
    }

    /** Has somebody told how late each first callback is that counts, in microseconds; on the receiver's thread. */
    public void onFirst(LongConsumer lateness) {
        firstListener = lateness;
    }

    private void log(LedgerEvent event) {
        if (event.outcome().isViolation()) {
            boolean lost = event.outcome() == CallbackOutcome.LOST;
            stats.log(
                    REQUEST,
                    lost ? event.executeAt() : event.at(),
                    event.at(),
                    Optional.of(event.outcome().word()));
        } else if (event.outcome().isFirst() && event.counted()) {
            firstListener.accept(Duration.between(event.executeAt(), event.at()).toNanos() / 1_000);
            stats.log(REQUEST, event.executeAt(), event.at(), Optional.empty());
        }
    }

    /** Returns when the last callback arrived that counts; empty before the first. */
    public Optional<Instant> lastArrival() {
        return ledger.execution().map(Execution::lastArrival);
    }

    /** Returns how many timers are owed a callback now. */
    public long owed() {
        return ledger.owedBy(Instant.now());
    }

    /** Returns what the ledger came to; if the load was cut short, what is owed is not held against the target. */
    LedgerReport report() {
        LedgerReport settled = report;
        if (settled == null) {
            settled = ledger.settle(Instant.EPOCH);
            report = settled;
        }
        return settled;
    }

    /** Ends the receiver, and returns the trial with what the ledger and the target's own figures say. */
    Trial end(Trial trial, RequestFigures figures) {
        TargetCheck.Findings findings = check.after(counts());
        receiver.close();
        List<Metric> metrics = new ArrayList<>(report().metrics());
        figures.operations().stream()
                .filter(operation -> operation.operation().equals(REQUEST))
                .flatMap(operation -> operation.throughput().stream())
                .forEach(perSecond -> metrics.add(Metric.executions(perSecond)));
        metrics.add(Metric.ofTrial(Metric.MALFORMED, Unit.ONE, (double) receiver.malformed()));
        findings.clocks()
                .ifPresent(clocks -> metrics.add(Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, (double)
                        clocks.uncertaintyMicros())));
        List<String> notes = new ArrayList<>(findings.notes());
        report().examples()
                .forEach(
                        (outcome, timers) -> notes.add(outcome.word() + ", for example: " + String.join(", ", timers)));
        return trial.with(metrics).withNotes(notes);
    }

    /** Writes the first callbacks of each second, and how late they were, as a table for other programs. */
    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), LatenessSecond.csv(report().seconds()));
    }

    /** Returns the same for people, if it is not too long for a console. */
    List<String> seconds() {
        List<LatenessSecond> seconds = report().seconds();
        return seconds.size() > MOST_SECONDS ? List.of() : LatenessSecond.table(seconds);
    }

    /** Returns what was counted here, by the names that the target's counts go by. */
    private Map<String, Long> counts() {
        long probes = probe.callbacks();
        return Map.of(
                "create", created.sum() + probes,
                "update", updated.sum(),
                "delete", deleted.sum(),
                "callback succeeded", ledger.answered(Reply.Success.class) + probes,
                "callback rescheduled", ledger.answered(Reply.Again.class),
                "callback refused", ledger.answered(Reply.Refusal.class));
    }
}

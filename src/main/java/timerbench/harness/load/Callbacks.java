package timerbench.harness.load;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import timerbench.harness.measure.TargetCheck;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.callback.PayloadHash;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.log.RequestFigures;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Value;

/**
 * The callbacks of a load: where they arrive, what is owed, and how they come into Gatling's report. Virtual users carry
 * {@code groupId}, {@code timerId} and, as an Instant, {@code executeAt}.
 */
public final class Callbacks {
    /** The name of callbacks in Gatling's report. */
    public static final String REQUEST = Requests.CALLBACK;

    private static final String FILE = "callbacks.csv";
    private static final int MOST_SECONDS = 40;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration REACH = Duration.ofSeconds(10);

    private final StatsLog stats = new StatsLog("callbacks");
    private final LongAdder created = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final Dialect dialect;
    private final TargetCheck check;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Drain drain;
    private final ReachProbe probe;
    private final Receiver receiver;
    private volatile LongConsumer firstListener = micros -> {};
    private volatile Runnable pollListener = () -> {};
    private volatile Supplier<Instant> lastDue = Instant::now;
    private volatile @Nullable LedgerReport report;
    private volatile Optional<Duration> listened = Optional.empty();

    /**
     * Opens the receiver, and sees to it that the target reaches it.
     *
     * @param waits what follows the load
     * @param lateAfter up to which lateness a callback is called on time
     * @param listening told when no callback is waited for any more, and for how long the receiver listens on
     * @throws IllegalStateException if the receiver cannot listen
     * @throws TargetException if the target does not reach it, or its clock is too far off
     */
    Callbacks(
            ReceiverSettings settings,
            Target target,
            Drain.Waits waits,
            Duration lateAfter,
            Consumer<Duration> listening) {
        this.dialect = target.dialect();
        this.check = TargetCheck.before(target);
        this.clock = check.targetClock();
        this.ledger = new Ledger(clock, lateAfter, this::log);
        this.drain = new Drain(ledger, clock, waits, listening);
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
                        group(session),
                        timer(session),
                        new Ledger.NewTimer(session.<Instant>get("executeAt"), mostAttempts, payload(session), counted)));
    }

    /** Returns the step after an update of {@code executeAt}, whose new value the virtual user carries. */
    public ChainBuilder updated() {
        return acknowledged(
                updated,
                session -> ledger.updated(
                        group(session),
                        timer(session),
                        session.<Instant>get("executeAt"),
                        dialect.updatesPayload() ? payload(session) : PayloadHash.UNKNOWN));
    }

    /** To look at payloads is of no use where callbacks do not hand them back. */
    private int payload(Session session) {
        String payload = session.getString(Value.PAYLOAD.word());
        return payload == null || dialect.callback().payload().isEmpty()
                ? PayloadHash.UNKNOWN
                : PayloadHash.of(payload);
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
     * Returns what comes after the load: one virtual user that waits for what is owed, listens on, and ends the ledger.
     *
     * @param lastDue when the last timer is due
     */
    public PopulationBuilder drain(Supplier<Instant> lastDue) {
        this.lastDue = lastDue;
        return scenario("drain")
                .exec(stats.attach())
                .exec(session -> {
                    drain.begin(this.lastDue.get());
                    return session;
                })
                .asLongAs(session -> isDraining())
                .on(pause(POLL))
                .exec(session -> {
                    settle();
                    return session;
                })
                .injectOpen(atOnceUsers(1));
    }

    /** Waits for what is owed after a load that was interrupted: Gatling's part is over then, the ledger's is not. */
    void drainNow() {
        if (report != null) {
            return;
        }
        drain.begin(lastDue.get());
        while (drain.isOn()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        settle();
    }

    private void settle() {
        listened = drain.listened();
        report = drain.settle();
    }

    /** Has nothing waited for any more: nobody is left who could call. */
    void stopWaiting() {
        drain.stop();
    }

    /** Has this told, for as long as a virtual user waits for callbacks, that it does. */
    void onPoll(Runnable listener) {
        pollListener = listener;
    }

    private boolean isDraining() {
        pollListener.run();
        return drain.isOn();
    }

    /** Has somebody told how late each first callback is that counts, in microseconds; on the receiver's thread. */
    public void onFirst(LongConsumer lateness) {
        firstListener = lateness;
    }

    private void log(Ledger.Event event) {
        if (event.outcome() == CallbackOutcome.MALFORMED && !stats.isAttached()) {
            return; // It came before the load, so it is in the ledger's count only.
        }
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
        return ledger.execution().map(LedgerReport.Execution::lastArrival);
    }

    /** Returns how many timers are owed a callback now. */
    public long owed() {
        return ledger.outstandingBy(clock.instant());
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
        List<Metric> metrics = new ArrayList<>(report().metrics(dialect.callback()));
        listened.ifPresent(time -> metrics.add(Metric.listened(time)));
        figures.operations().stream()
                .filter(operation -> operation.operation().equals(REQUEST))
                .flatMap(operation -> operation.throughput().stream())
                .forEach(perSecond -> metrics.add(Metric.executions(perSecond)));
        findings.clocks()
                .ifPresent(clocks -> metrics.add(
                        Metric.ofTrial(Metric.CLOCK_BOUND, Unit.MICROSECONDS, (double) clocks.uncertaintyMicros())));
        List<String> notes = new ArrayList<>(findings.notes());
        notes.addAll(unchecked());
        report().hint().ifPresent(notes::add);
        report().examples()
                .forEach(
                        (outcome, timers) -> notes.add(outcome.word() + ", for example: " + String.join(", ", timers)));
        return trial.with(metrics).withNotes(notes);
    }

    /** Returns what is said of that which callbacks of this dialect do not tell. */
    private List<String> unchecked() {
        return Arrays.stream(CallbackOutcome.values())
                .filter(outcome -> !LedgerReport.isFoundBy(outcome, dialect.callback()))
                .map(outcome -> outcome.word() + ": not checked, the dialect names no such field of callbacks")
                .toList();
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

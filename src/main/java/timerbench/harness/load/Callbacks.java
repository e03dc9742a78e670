package timerbench.harness.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static java.util.Objects.requireNonNull;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import timerbench.harness.measure.TargetCheck;
import timerbench.harness.measure.callback.Behaviour;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.measure.callback.Ledger;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.callback.PayloadHash;
import timerbench.harness.measure.callback.Receiver;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Requests;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.dialect.CallbackFields;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.dialect.Value;

/**
 * The callbacks of a load: receives them, records in a ledger which are outstanding, and logs them for Gatling's
 * report. Virtual users carry {@code groupId}, {@code timerId}, {@code reference} and, as an Instant, {@code executeAt}.
 */
public final class Callbacks {
    /** The name of callbacks in Gatling's report. */
    public static final String REQUEST = Requests.CALLBACK;

    private final StatsLog stats = new StatsLog("callbacks");
    private final LongAdder created = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final Dialect dialect;
    private final InstantSource clock = () -> this.targetClock.instant();
    private final Ledger ledger;
    private final Drain.Waits waits;
    private final ReachProbe probe;
    private final Receiver receiver;
    private volatile LongConsumer firstListener = micros -> {};
    private volatile Consumer<Ledger.Event> eventListener = event -> {};
    private volatile BiConsumer<Instant, Instant> successListener = (executeAt, at) -> {};
    private volatile InstantSource targetClock = InstantSource.system();
    private volatile Optional<LedgerReport> ofInjectors = Optional.empty();
    private @Nullable TargetCheck check;

    /**
     * Opens the receiver. The target need not be there yet.
     *
     * @param waits how long to wait after the load
     * @param lateAfter the greatest lateness at which a callback counts as on time
     * @throws IllegalStateException if the receiver cannot listen
     */
    Callbacks(ReceiverSettings settings, Dialect dialect, Drain.Waits waits, Duration lateAfter) {
        this.dialect = dialect;
        this.ledger = new Ledger(clock, lateAfter, this::log);
        this.waits = waits;
        this.probe = new ReachProbe(ledger, settings.probe());
        this.receiver = Receiver.start(settings, dialect.callback(), clock, probe);
    }

    /**
     * Times callbacks by the target's clock from now on, and checks that the target reaches the receiver.
     *
     * @param compared what of the target is compared with ours
     * @throws TargetException if it does not, or if its clock is too far off
     */
    void requireReachedBy(Target target, Set<TargetCheck.Part> compared) {
        TargetCheck before = TargetCheck.before(target, compared);
        targetClock = before.targetClock();
        check = before;
        probe.require(target, receiver);
    }

    /** Returns the port that the receiver listens on. */
    int port() {
        return receiver.port();
    }

    /** Returns how long the wait for outstanding callbacks and the listening take together, at most. */
    Duration longestWait() {
        return waits.outstanding().plus(waits.listenOn());
    }

    /** Lets every callback fail from now on, or ends that. The ledger expects a further attempt, if one is allowed. */
    void refuse(boolean all) {
        receiver.refuse(all);
    }

    /** Returns the URL for timers whose callbacks get this kind of answer. */
    public String url(Behaviour behaviour) {
        return receiver.url(behaviour);
    }

    /**
     * Returns the step after a create.
     *
     * @param mostAttempts the most attempts that the timer's retry policy allows
     * @param counted whether the timer is part of the load that counts
     */
    public ChainBuilder created(int mostAttempts, boolean counted) {
        return acknowledged(
                created,
                session -> ledger.created(
                        group(session),
                        timer(session),
                        new Ledger.NewTimer(
                                session.<Instant>get("executeAt"), mostAttempts, payload(session), counted)));
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

    /** Payloads are not compared where callbacks do not carry them. */
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

    /** Returns the group by which callbacks say whose they are; empty if their id alone says it. */
    private String group(Session session) {
        return dialect.callback().groupId().isPresent() ? session.getString("groupId") : "";
    }

    private String timer(Session session) {
        return session.getString(dialect.callback().isReference() ? "reference" : "timerId");
    }

    /**
     * Sets the listener to the lateness of each first callback that counts, in microseconds; on the receiver's
     * thread.
     */
    public void onFirst(LongConsumer lateness) {
        firstListener = lateness;
    }

    /**
     * Sets the listener to {@code executeAt} and arrival of each timer's first callback that is answered with success,
     * if the timer counts; on the receiver's thread.
     */
    public void onSuccess(BiConsumer<Instant, Instant> executeAtAndArrival) {
        successListener = executeAtAndArrival;
    }

    /** Sets the listener to everything that the ledger reports; on the receiver's thread, or at the end. */
    void onEvent(Consumer<Ledger.Event> event) {
        eventListener = event;
    }

    private void log(Ledger.Event event) {
        eventListener.accept(event);
        if (event.succeeds() && event.counted()) {
            successListener.accept(event.executeAt(), event.at());
        }
        if (event.outcome() == CallbackOutcome.MALFORMED && !stats.isAttached()) {
            return; // It came before the load, so only the ledger counts it.
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

    /** Returns when the last callback that counts arrived; empty before the first. */
    public Optional<Instant> lastArrival() {
        return ofInjectors
                .map(LedgerReport::execution)
                .orElseGet(ledger::execution)
                .map(LedgerReport.Execution::lastArrival);
    }

    /** Takes over what several injectors have received, in place of this process. */
    void take(LedgerReport report) {
        ofInjectors = Optional.of(report);
    }

    /** Returns how many creates were acknowledged. */
    long acknowledged() {
        return created.sum();
    }

    /** Returns how many callbacks are outstanding now. */
    public long outstanding() {
        return ledger.outstandingBy(clock.instant());
    }

    Drain drain(Consumer<Duration> listening) {
        return new Drain(ledger, clock, waits, listening);
    }

    Ledger ledger() {
        return ledger;
    }

    StatsLog stats() {
        return stats;
    }

    /** Returns the fields that callbacks of the target's dialect have. */
    CallbackFields fields() {
        return dialect.callback();
    }

    /** Ends the receiver; returns how the counts of the target and the clocks compare with ours. */
    TargetCheck.Findings close() {
        TargetCheck.Findings findings = requireNonNull(check, "the target").after(counts());
        receiver.close();
        return findings;
    }

    /** Ends the receiver of a load that never begins. */
    void closeUnused() {
        receiver.close();
    }

    /** Returns our own counts, under the names of the target's counts. */
    Map<String, Long> counts() {
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

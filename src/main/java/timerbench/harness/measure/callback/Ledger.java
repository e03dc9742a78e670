package timerbench.harness.measure.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.run.CallbackOutcome;

/**
 * Records every acknowledged timer and every callback, by identity: group, timer, executeAt, attempt. The answers
 * show which callbacks are outstanding: the target's to requests, and the receiver's to callbacks. Thread-safe.
 */
public final class Ledger implements Receiver.Listener {
    private static final int SEGMENTS = 64;
    private static final int MOST_PARKED = 100_000;

    /**
     * The properties of a new timer by which its callbacks are judged.
     *
     * @param mostAttempts the largest number of attempts
     * @param payload its {@link PayloadHash}; {@link PayloadHash#UNKNOWN} if callbacks do not contain the payload
     * @param counted whether the timer is part of the load that counts; if not, no metric includes its lateness
     */
    public record NewTimer(Instant executeAt, int mostAttempts, int payload, boolean counted) {}

    /**
     * A callback that arrived or never came, and its outcome.
     *
     * @param timer group and id, separated by a slash
     * @param counted whether the timer was part of the load that counts
     * @param at when the callback arrived, or when the ledger stopped waiting for it
     * @param succeededAt for a duplicate: the arrival of the attempt that had succeeded
     * @param succeeds whether it is the first callback of its timer that was answered with success
     */
    public record Event(
            CallbackOutcome outcome,
            String timer,
            boolean counted,
            Instant executeAt,
            Instant at,
            Optional<Instant> succeededAt,
            boolean succeeds) {}

    private final InstantSource clock;
    private final long lateAfterMicros;
    private final Consumer<Event> listener;
    private final LedgerSegment[] segments = new LedgerSegment[SEGMENTS];
    private final Map<CallbackOutcome, LongAdder> counts = new EnumMap<>(CallbackOutcome.class);
    private final Map<Class<?>, LongAdder> replies = Map.of(
            Reply.Success.class, new LongAdder(),
            Reply.Failure.class, new LongAdder(),
            Reply.Refusal.class, new LongAdder(),
            Reply.Again.class, new LongAdder());
    private final LatenessRecorder lateness = new LatenessRecorder();
    private final GroupLateness groups = new GroupLateness();
    private final LatenessRecorder early = new LatenessRecorder();
    private final LedgerReport.Violations violations = new LedgerReport.Violations();

    private final CutInstants cutInstants = new CutInstants();
    private final AtomicLong lastExpected = new AtomicLong(Long.MIN_VALUE);

    /**
     * Unexplained callbacks by timer. The answer to the create or update that explains them may still be on its way.
     */
    private final Map<String, List<Parked>> parked = new ConcurrentHashMap<>();

    private final AtomicLong parkedCount = new AtomicLong();

    /**
     * A callback that waits for an explanation.
     *
     * @param otherwise its finding if none comes; empty if it is early then
     */
    private record Parked(Key key, LedgerSegment.Arrival arrival, Optional<LedgerSegment.Judged> otherwise) {}

    /**
     * @param lateAfter the largest lateness of a callback that is on time
     * @param listener called for every callback, and at the end for every missing one, on the caller's thread
     */
    public Ledger(InstantSource clock, Duration lateAfter, Consumer<Event> listener) {
        this.clock = clock;
        this.lateAfterMicros = lateAfter.toNanos() / 1_000;
        this.listener = listener;
        Arrays.setAll(segments, i -> new LedgerSegment());
        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    /** Records an acknowledged create. */
    public void created(String groupId, String timerId, NewTimer timer) {
        Key key = new Key(groupId, timerId);
        segment(key).created(key, timer);
        replay(key);
    }

    /** Records an acknowledged create of a timer whose payload is not compared. */
    public void created(String groupId, String timerId, Instant executeAt, int mostAttempts, boolean counted) {
        created(groupId, timerId, new NewTimer(executeAt, mostAttempts, PayloadHash.UNKNOWN, counted));
    }

    /** Records an acknowledged update that changed executeAt and nothing else. */
    public void updated(String groupId, String timerId, Instant executeAt) {
        updated(groupId, timerId, executeAt, PayloadHash.UNKNOWN);
    }

    /**
     * Records an acknowledged update to a new executeAt.
     *
     * @param payload the hash of the new payload; {@link PayloadHash#UNKNOWN} if the payload did not change
     */
    public void updated(String groupId, String timerId, Instant executeAt, int payload) {
        Key key = new Key(groupId, timerId);
        segment(key).updated(key, Epoch.micros(executeAt), payload, Epoch.micros(clock.instant()));
        replay(key);
    }

    /** Records an acknowledged delete. */
    public void deleted(String groupId, String timerId) {
        Key key = new Key(groupId, timerId);
        segment(key).deleted(key, Epoch.micros(clock.instant()));
    }

    /** Records a request that was not answered with success: the state of the timer is unknown. */
    public void uncertain(String groupId, String timerId) {
        Key key = new Key(groupId, timerId);
        segment(key).uncertain(key);
        replay(key);
    }

    @Override
    public void arrived(Receiver.Callback callback, Instant arrival, Reply reply) {
        replies.get(reply.getClass()).increment();
        LedgerSegment.Arrival arrived = LedgerSegment.Arrival.of(callback, arrival, reply);
        Key key = new Key(callback.groupId(), callback.timerId());
        if (!judge(key, arrived)) {
            park(key, arrived);
        }
    }

    @Override
    public void malformed(String why, Instant arrival) {
        report(LedgerSegment.Judged.malformed(Epoch.micros(arrival)), why);
    }

    private boolean judge(Key key, LedgerSegment.Arrival arrival) {
        Optional<LedgerSegment.Judged> judged = segment(key).arrived(key, arrival, lateAfterMicros);
        judged.ifPresent(known -> reportWithFaults(known, key));
        return judged.isPresent();
    }

    private void reportWithFaults(LedgerSegment.Judged judged, Key key) {
        report(judged, key.text());
        if (hasLateness(judged)) {
            groups.record(key.group(), judged.at() - judged.executeAt());
        }
        judged.faults().forEach(fault -> report(judged.as(fault), key.text()));
    }

    private void park(Key key, LedgerSegment.Arrival arrival) {
        Parked unexplained = new Parked(key, arrival, segment(key).unexplained(key, arrival));
        if (parkedCount.get() >= MOST_PARKED) {
            giveUp(unexplained);
            return;
        }
        parkedCount.incrementAndGet();
        park(key.text(), List.of(unexplained));
        // The explanation may have come in the meantime.
        if (segment(key).isKnown(key)) {
            replay(key);
        }
    }

    private void replay(Key key) {
        if (parked.isEmpty()) {
            return;
        }
        List<Parked> waiting = parked.remove(key.text());
        if (waiting == null) {
            return;
        }
        List<Parked> unexplained =
                waiting.stream().filter(each -> !judge(key, each.arrival())).toList();
        parkedCount.addAndGet(unexplained.size() - waiting.size());
        if (!unexplained.isEmpty()) {
            park(key.text(), unexplained);
        }
    }

    private void park(String timer, List<Parked> arrivals) {
        parked.merge(timer, arrivals, (first, second) -> {
            List<Parked> both = new ArrayList<>(first);
            both.addAll(second);
            return both;
        });
    }

    private void giveUp(Parked parked) {
        Key key = parked.key();
        LedgerSegment.Judged judged =
                parked.otherwise().orElseGet(() -> segment(key).early(key, parked.arrival(), lateAfterMicros));
        if (judged.outcome() == CallbackOutcome.UNKNOWN) {
            segment(key).executeAt(key).ifPresent(requested -> cutInstants.record(requested, judged.executeAt()));
        }
        reportWithFaults(judged, key);
    }

    private void report(LedgerSegment.Judged judged, String timer) {
        counts.get(judged.outcome()).increment();
        if (judged.outcome().isFirst() || judged.outcome() == CallbackOutcome.RETRY) {
            lastExpected.accumulateAndGet(judged.at(), Math::max);
        }
        if (judged.counted() && judged.outcome() == CallbackOutcome.EARLY) {
            early.record(judged.at(), judged.executeAt());
        } else if (hasLateness(judged)) {
            lateness.record(judged.executeAt(), judged.at());
        }
        if (judged.outcome().isViolation()) {
            violations.record(judged, timer);
        }
        listener.accept(judged.event(timer));
    }

    private static boolean hasLateness(LedgerSegment.Judged judged) {
        return judged.counted() && judged.outcome().isFirst() && judged.outcome() != CallbackOutcome.EARLY;
    }

    /** Returns the number of timers due by then whose callback is outstanding. */
    public long outstandingBy(Instant end) {
        long micros = Epoch.micros(end);
        return Arrays.stream(segments)
                .mapToLong(segment -> segment.outstandingBy(micros))
                .sum();
    }

    /** Returns the execution so far of the load that counts; empty before the first callback. */
    public Optional<LedgerReport.Execution> execution() {
        return lateness.execution();
    }

    /**
     * Returns the arrival of the last expected callback, be it a first attempt or a retry; empty before the first.
     */
    public Optional<Instant> lastExpected() {
        long micros = lastExpected.get();
        return micros == Long.MIN_VALUE ? Optional.empty() : Optional.of(Epoch.instant(micros));
    }

    /** Returns the number of callbacks that got this kind of reply. */
    public long answered(Class<? extends Reply> kind) {
        return replies.get(kind).sum();
    }

    /** Ends the ledger. Callbacks outstanding by then are lost, and unexplained ones are reported. */
    public LedgerReport settle(Instant end) {
        long micros = Epoch.micros(end);
        // A timer whose only callback was early is not lost.
        parked.values().forEach(arrivals -> arrivals.forEach(this::giveUp));
        parked.clear();
        for (LedgerSegment segment : segments) {
            segment.settle(micros, this::report);
        }
        Map<CallbackOutcome, Long> totals = new EnumMap<>(CallbackOutcome.class);
        counts.forEach((outcome, count) -> totals.put(outcome, count.sum()));
        return new LedgerReport(
                totals,
                lateness.distribution(),
                early.distribution(),
                lateness.seconds(),
                violations.seconds(),
                lateness.execution(),
                violations.examples(),
                groups.parts(),
                cutInstants.text());
    }

    private LedgerSegment segment(Key key) {
        // The table in the segment uses the low bits.
        return segments[key.hash() >>> 26];
    }
}

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
import timerbench.harness.run.CallbackOutcome;

/**
 * Every timer that was acknowledged, and every callback, by identity: group, timer, executeAt, attempt. What is owed is
 * known from what was answered: to requests by the target, to callbacks by the receiver. May be called from any thread.
 */
public final class Ledger implements Receiver.Listener {
    private static final int SEGMENTS = 64;
    private static final int MOST_PARKED = 100_000;

    private final InstantSource clock;
    private final long lateAfterMicros;
    private final Consumer<LedgerEvent> listener;
    private final LedgerSegment[] segments = new LedgerSegment[SEGMENTS];
    private final Map<CallbackOutcome, LongAdder> counts = new EnumMap<>(CallbackOutcome.class);
    private final Map<Class<?>, LongAdder> replies = Map.of(
            Reply.Success.class, new LongAdder(),
            Reply.Failure.class, new LongAdder(),
            Reply.Refusal.class, new LongAdder(),
            Reply.Again.class, new LongAdder());
    private final LatenessRecorder lateness = new LatenessRecorder();
    private final LatenessRecorder early = new LatenessRecorder();
    private final Violations violations = new Violations();

    private final CutInstants cutInstants = new CutInstants();
    private final AtomicLong lastExpected = new AtomicLong(Long.MIN_VALUE);

    /** Callbacks that nothing explains yet: the answer to the create or update may still be on its way. */
    private final Map<String, List<Parked>> parked = new ConcurrentHashMap<>();

    private final AtomicLong parkedCount = new AtomicLong();

    /**
     * A callback that waits to be explained.
     *
     * @param otherwise what it is if nothing does
     */
    private record Parked(Key key, Arrival arrival, JudgedCallback otherwise) {}

    /**
     * @param lateAfter up to which lateness a callback is called on time
     * @param listener told of every callback, and at the end of every one that never came; on the caller's thread
     */
    public Ledger(InstantSource clock, Duration lateAfter, Consumer<LedgerEvent> listener) {
        this.clock = clock;
        this.lateAfterMicros = lateAfter.toNanos() / 1_000;
        this.listener = listener;
        Arrays.setAll(segments, i -> new LedgerSegment());
        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    /** Takes in that a create was acknowledged. */
    public void created(String groupId, String timerId, NewTimer timer) {
        Key key = new Key(groupId, timerId);
        segment(key).created(key, timer);
        replay(key);
    }

    /** Takes in that a create was acknowledged of a timer whose payload is not looked at. */
    public void created(String groupId, String timerId, Instant executeAt, int mostAttempts, boolean counted) {
        created(groupId, timerId, new NewTimer(executeAt, mostAttempts, PayloadHash.UNKNOWN, counted));
    }

    /** Takes in that an update to a new executeAt was acknowledged, which changed nothing else. */
    public void updated(String groupId, String timerId, Instant executeAt) {
        updated(groupId, timerId, executeAt, PayloadHash.UNKNOWN);
    }

    /**
     * Takes in that an update to a new executeAt was acknowledged.
     *
     * @param payload the hash of the new one; {@link PayloadHash#UNKNOWN} if it stays as it was
     */
    public void updated(String groupId, String timerId, Instant executeAt, int payload) {
        Key key = new Key(groupId, timerId);
        segment(key).updated(key, Epoch.micros(executeAt), payload, Epoch.micros(clock.instant()));
        replay(key);
    }

    /** Takes in that a delete was acknowledged. */
    public void deleted(String groupId, String timerId) {
        Key key = new Key(groupId, timerId);
        segment(key).deleted(key, Epoch.micros(clock.instant()));
    }

    /** Takes in that a request was not answered with success: whether the timer is there, and how, is not known. */
    public void uncertain(String groupId, String timerId) {
        Key key = new Key(groupId, timerId);
        segment(key).uncertain(key);
        replay(key);
    }

    @Override
    public void arrived(Callback callback, Instant arrival, Reply reply) {
        replies.get(reply.getClass()).increment();
        Arrival arrived = Arrival.of(callback, Epoch.micros(arrival), reply);
        Key key = new Key(callback.groupId(), callback.timerId());
        if (!take(key, arrived)) {
            park(key, arrived);
        }
    }

    @Override
    public void malformed(String why, Instant arrival) {
        tell(JudgedCallback.malformed(Epoch.micros(arrival)), why);
    }

    private boolean take(Key key, Arrival arrival) {
        Optional<JudgedCallback> judged = segment(key).arrived(key, arrival, lateAfterMicros);
        judged.ifPresent(known -> {
            tell(known, key.text());
            known.faults().forEach(fault -> tell(known.as(fault), key.text()));
        });
        return judged.isPresent();
    }

    private void park(Key key, Arrival arrival) {
        Parked unexplained = new Parked(key, arrival, segment(key).unexplained(key, arrival));
        if (parkedCount.get() >= MOST_PARKED) {
            giveUp(unexplained);
            return;
        }
        parkedCount.incrementAndGet();
        park(key.text(), List.of(unexplained));
        // Its explanation may have come in the meantime.
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
                waiting.stream().filter(each -> !take(key, each.arrival())).toList();
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
        if (parked.otherwise().outcome() == CallbackOutcome.UNKNOWN) {
            segment(parked.key())
                    .executeAt(parked.key())
                    .ifPresent(
                            asked -> cutInstants.record(asked, parked.arrival().executeAt()));
        }
        tell(parked.otherwise(), parked.key().text());
    }

    private void tell(JudgedCallback judged, String timer) {
        counts.get(judged.outcome()).increment();
        if (judged.outcome().isFirst() || judged.outcome() == CallbackOutcome.RETRY) {
            lastExpected.accumulateAndGet(judged.at(), Math::max);
        }
        if (judged.counted() && judged.outcome() == CallbackOutcome.EARLY) {
            early.record(judged.at(), judged.executeAt());
        } else if (judged.counted() && judged.outcome().isFirst()) {
            lateness.record(judged.executeAt(), judged.at());
        }
        if (judged.outcome().isViolation()) {
            violations.record(judged, timer);
        }
        listener.accept(judged.event(timer));
    }

    /** Returns how many timers are owed a callback by then. */
    public long owedBy(Instant end) {
        long micros = Epoch.micros(end);
        return Arrays.stream(segments)
                .mapToLong(segment -> segment.owedBy(micros))
                .sum();
    }

    /** Returns what has been executed so far of the load that counts; empty before the first callback. */
    public Optional<Execution> execution() {
        return lateness.execution();
    }

    /** Returns when the last callback arrived that was owed, or a retry; empty before the first. */
    public Optional<Instant> lastExpected() {
        long micros = lastExpected.get();
        return micros == Long.MIN_VALUE ? Optional.empty() : Optional.of(Epoch.instant(micros));
    }

    /** Returns how many callbacks were answered in this way. */
    public long answered(Class<? extends Reply> kind) {
        return replies.get(kind).sum();
    }

    /** Ends the ledger: what is owed by then and has not come is lost, and what nothing has explained is told. */
    public LedgerReport settle(Instant end) {
        long micros = Epoch.micros(end);
        for (LedgerSegment segment : segments) {
            segment.settle(micros, this::tell);
        }
        parked.values().forEach(arrivals -> arrivals.forEach(this::giveUp));
        parked.clear();
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
                cutInstants.text());
    }

    private LedgerSegment segment(Key key) {
        // The table in the segment uses the low bits.
        return segments[key.hash() >>> 26];
    }
}

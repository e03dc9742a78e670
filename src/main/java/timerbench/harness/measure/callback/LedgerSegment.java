package timerbench.harness.measure.callback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import timerbench.harness.measure.callback.Behaviour.Reply;
import timerbench.harness.measure.callback.FormerInstants.MovedBy;
import timerbench.harness.measure.callback.TimerTable.Mark;
import timerbench.harness.measure.callback.TimerTable.State;
import timerbench.harness.run.CallbackOutcome;

/** A share of the ledger's timers under one lock. Instants are microseconds since 1970. */
final class LedgerSegment {
    /** The instant of a timer for which no request was acknowledged. */
    private static final long NEVER_REQUESTED = 0;

    /**
     * A callback that arrived.
     *
     * @param executeAt empty if the callback does not contain it
     */
    record Arrival(Receiver.Callback callback, OptionalLong executeAt, long at, Reply reply) {
        static Arrival of(Receiver.Callback callback, Instant at, Reply reply) {
            OptionalLong executeAt =
                    callback.executeAt().stream().mapToLong(Epoch::micros).findFirst();
            return new Arrival(callback, executeAt, Epoch.micros(at), reply);
        }

        /** Returns whether the callback is, or may be, for this instant, and for no other. */
        boolean isFor(long instant) {
            return executeAt.isEmpty() || executeAt.getAsLong() == instant;
        }

        int attempt() {
            return callback.attempt();
        }
    }

    /**
     * The finding about a callback that arrived, or that is missing.
     *
     * @param succeededAt 0 if no earlier attempt had succeeded
     * @param succeeds whether it is the first callback of its timer that was answered with success
     * @param faults further violations in the content of the callback, which do not depend on when it comes
     */
    record Judged(
            CallbackOutcome outcome,
            boolean counted,
            long executeAt,
            long at,
            long succeededAt,
            boolean succeeds,
            List<CallbackOutcome> faults) {
        Judged(CallbackOutcome outcome, boolean counted, long executeAt, long at, long succeededAt) {
            this(outcome, counted, executeAt, at, succeededAt, false, List.of());
        }

        /** Returns the finding about a request that is not a callback. */
        static Judged malformed(long at) {
            return new Judged(CallbackOutcome.MALFORMED, false, at, at, 0);
        }

        /** Returns one of the faults as a finding of its own. */
        Judged as(CallbackOutcome fault) {
            return new Judged(fault, counted, executeAt, at, succeededAt);
        }

        Ledger.Event event(String timer) {
            return new Ledger.Event(
                    outcome,
                    timer,
                    counted,
                    Epoch.instant(executeAt),
                    Epoch.instant(at),
                    succeededAt == 0 ? Optional.empty() : Optional.of(Epoch.instant(succeededAt)),
                    succeeds);
        }
    }

    private final TimerTable table = new TimerTable();
    private final FormerInstants former = new FormerInstants();

    synchronized void created(Key key, Ledger.NewTimer timer) {
        int row = table.findOrAdd(key.bytes(), key.hash());
        former.forget(row);
        expect(row, Epoch.micros(timer.executeAt()));
        table.changedAt(row, 0);
        table.mostAttempts(row, timer.mostAttempts());
        table.payload(row, timer.payload());
        table.mark(row, Mark.COUNTED, timer.counted());
    }

    synchronized void updated(Key key, long executeAt, int payload, long now) {
        int row = table.findOrAdd(key.bytes(), key.hash());
        if (table.state(row) == State.NEW) {
            // Its create was never acknowledged, so its largest number of attempts is unknown.
            table.mostAttempts(row, Integer.MAX_VALUE);
        }
        moveFrom(row, executeAt, MovedBy.UPDATE);
        expect(row, executeAt);
        table.changedAt(row, now);
        if (payload != PayloadHash.UNKNOWN) {
            table.payload(row, payload);
        }
    }

    /** Remembers the instant that was requested until now. */
    private void moveFrom(int row, long executeAt, MovedBy by) {
        long old = table.executeAt(row);
        if (old != NEVER_REQUESTED && old != executeAt) {
            former.add(row, old, by);
        }
    }

    private void expect(int row, long executeAt) {
        table.executeAt(row, executeAt);
        table.state(row, State.OUTSTANDING);
        table.attempts(row, 0);
        table.succeededAt(row, 0);
        table.mark(row, Mark.RESCHEDULED, false);
        table.mark(row, Mark.SENT_AGAIN, false);
    }

    synchronized void deleted(Key key, long now) {
        int row = table.findOrAdd(key.bytes(), key.hash());
        table.state(row, State.DELETED);
        table.changedAt(row, now);
    }

    synchronized void uncertain(Key key) {
        table.state(table.findOrAdd(key.bytes(), key.hash()), State.UNCERTAIN);
    }

    synchronized boolean isKnown(Key key) {
        return table.find(key.bytes(), key.hash()) >= 0;
    }

    /** Returns the finding about a callback; empty if nothing explains it yet. */
    synchronized Optional<Judged> arrived(Key key, Arrival arrival, long lateAfter) {
        int row = table.find(key.bytes(), key.hash());
        if (row < 0) {
            return Optional.empty();
        }
        return switch (table.state(row)) {
            case UNCERTAIN -> Optional.of(judged(CallbackOutcome.UNCERTAIN, row, arrival));
            case DELETED -> ofDeleted(row, arrival);
            default -> isExpected(row, arrival) ? Optional.of(take(row, arrival, lateAfter)) : Optional.empty();
        };
    }

    /**
     * A callback for another instant may belong to a timer that was created again and whose create is not answered
     * yet.
     */
    private Optional<Judged> ofDeleted(int row, Arrival arrival) {
        if (!arrival.isFor(table.executeAt(row))) {
            return Optional.empty();
        }
        return Optional.of(judged(after(CallbackOutcome.AFTER_DELETE, row, arrival), row, arrival));
    }

    /**
     * Returns the outcome if the callback arrived after the change was answered; before that, either may be right.
     */
    private CallbackOutcome after(CallbackOutcome outcome, int row, Arrival arrival) {
        return arrival.at() > table.changedAt(row) ? outcome : CallbackOutcome.UNCERTAIN;
    }

    /** After a reply with a new instant, a target may move executeAt, or keep it and continue to count attempts. */
    private boolean isExpected(int row, Arrival arrival) {
        if (arrival.executeAt().isEmpty()) {
            return isDue(row, arrival);
        }
        long executeAt = arrival.executeAt().getAsLong();
        return executeAt == table.executeAt(row)
                || (table.has(row, Mark.RESCHEDULED)
                        && former.holds(row, executeAt, MovedBy.REPLY)
                        && (arrival.attempt() > table.attempts(row) || isForLostReply(row, arrival)));
    }

    /**
     * Returns whether an attempt comes again after the instant that the reply to it asked for. A target that died
     * before it had stored this reply knows of no new instant, and sends nothing further once this attempt succeeds.
     */
    private boolean isForLostReply(int row, Arrival arrival) {
        return table.state(row) == State.OUTSTANDING
                && table.has(row, Mark.RESCHEDULED)
                && !arrival.isFor(table.executeAt(row))
                && arrival.attempt() == table.attempts(row)
                && arrival.at() >= table.executeAt(row);
    }

    /**
     * A callback that does not contain its instant is for the timer's instant, unless it comes before that. Then an
     * update that brings the timer forward may still be on its way.
     */
    private boolean isDue(int row, Arrival arrival) {
        return table.state(row) != State.OUTSTANDING || arrival.at() >= table.executeAt(row);
    }

    /**
     * Returns the finding about an unexplained callback by what is known now. It is valid only if no explanation
     * comes: an update to the callback's instant may still be on its way. Empty if the callback is early, which
     * {@link #early} judges.
     */
    synchronized Optional<Judged> unexplained(Key key, Arrival arrival) {
        int row = table.find(key.bytes(), key.hash());
        if (row < 0) {
            long executeAt = arrival.executeAt().orElse(arrival.at());
            return Optional.of(new Judged(CallbackOutcome.UNKNOWN, false, executeAt, arrival.at(), 0));
        }
        if (arrival.executeAt().isEmpty()) {
            OptionalLong old = former.latestUpTo(row, arrival.at(), MovedBy.UPDATE);
            return old.isEmpty()
                    ? Optional.empty()
                    : Optional.of(judged(
                            after(CallbackOutcome.AFTER_UPDATE, row, arrival), row, old.getAsLong(), arrival.at()));
        }
        long executeAt = arrival.executeAt().getAsLong();
        if (former.holds(row, executeAt, MovedBy.UPDATE)) {
            return Optional.of(judged(after(CallbackOutcome.AFTER_UPDATE, row, arrival), row, arrival));
        }
        return Optional.of(
                former.holds(row, executeAt, MovedBy.REPLY)
                        ? judged(CallbackOutcome.DUPLICATE, row, arrival)
                        : new Judged(CallbackOutcome.UNKNOWN, false, executeAt, arrival.at(), 0));
    }

    /** Returns the finding about a callback that does not contain its instant, and came before it. */
    synchronized Judged early(Key key, Arrival arrival, long lateAfter) {
        return take(table.find(key.bytes(), key.hash()), arrival, lateAfter);
    }

    /** Returns the instant at which the timer is or was due; empty if the timer is unknown. */
    synchronized OptionalLong executeAt(Key key) {
        int row = table.find(key.bytes(), key.hash());
        return row < 0 || table.executeAt(row) == NEVER_REQUESTED
                ? OptionalLong.empty()
                : OptionalLong.of(table.executeAt(row));
    }

    private Judged judged(CallbackOutcome outcome, int row, Arrival arrival) {
        return judged(outcome, row, arrival.executeAt().orElse(table.executeAt(row)), arrival.at());
    }

    private Judged judged(CallbackOutcome outcome, int row, long executeAt, long at) {
        return new Judged(outcome, table.has(row, Mark.COUNTED), executeAt, at, table.succeededAt(row));
    }

    private Judged take(int row, Arrival arrival, long lateAfter) {
        State state = table.state(row);
        long executeAt = table.executeAt(row);
        CallbackOutcome outcome = switch (state) {
            case FINISHED -> isSentAgain(row, arrival) ? CallbackOutcome.RETRY : CallbackOutcome.DUPLICATE;
            case FAILED -> CallbackOutcome.RETRY;
            default ->
                isForLostReply(row, arrival) ? CallbackOutcome.RETRY : first(arrival.at() - executeAt, lateAfter);
        };
        Judged judged = new Judged(
                outcome,
                table.has(row, Mark.COUNTED),
                executeAt,
                arrival.at(),
                table.succeededAt(row),
                state != State.FINISHED && arrival.reply() instanceof Reply.Success,
                faults(row, arrival, outcome));
        if (outcome == CallbackOutcome.RETRY && arrival.attempt() == table.attempts(row)) {
            table.mark(row, Mark.SENT_AGAIN, true);
        }
        if (state != State.FINISHED) {
            follow(row, arrival);
        }
        return judged;
    }

    private List<CallbackOutcome> faults(int row, Arrival arrival, CallbackOutcome outcome) {
        boolean wrongAttempt = arrival.callback().numbered()
                && outcome != CallbackOutcome.DUPLICATE
                && !isAttemptInTurn(row, arrival.attempt(), outcome);
        boolean payloadChanged = arrival.callback().payload() != PayloadHash.UNKNOWN
                && table.payload(row) != PayloadHash.UNKNOWN
                && arrival.callback().payload() != table.payload(row);
        if (payloadChanged && wrongAttempt) {
            return List.of(CallbackOutcome.PAYLOAD_CHANGED, CallbackOutcome.WRONG_ATTEMPT);
        }
        if (payloadChanged) {
            return List.of(CallbackOutcome.PAYLOAD_CHANGED);
        }
        return wrongAttempt ? List.of(CallbackOutcome.WRONG_ATTEMPT) : List.of();
    }

    /**
     * Returns whether the attempt's number follows from the previous ones. An attempt may come twice under its
     * number: a target that dies before it has stored an answer calls again. A third time is a fault.
     */
    private boolean isAttemptInTurn(int row, int attempt, CallbackOutcome outcome) {
        int before = table.attempts(row);
        if (outcome == CallbackOutcome.RETRY) {
            boolean mayRepeat = !table.has(row, Mark.SENT_AGAIN);
            return attempt == before + 1 || (attempt == before && mayRepeat);
        }
        return attempt == 1 || (table.has(row, Mark.RESCHEDULED) && attempt == before + 1);
    }

    /** A failed last attempt is sent again by a target that died before it had stored the failure. */
    private boolean isSentAgain(int row, Arrival arrival) {
        return table.succeededAt(row) == 0 && arrival.attempt() <= table.attempts(row);
    }

    private static CallbackOutcome first(long lateness, long lateAfter) {
        if (lateness < 0) {
            return CallbackOutcome.EARLY;
        }
        return lateness > lateAfter ? CallbackOutcome.LATE : CallbackOutcome.ON_TIME;
    }

    private void follow(int row, Arrival arrival) {
        boolean isRetry = table.state(row) == State.FAILED;
        table.attempts(row, isRetry ? Math.max(table.attempts(row), arrival.attempt()) : arrival.attempt());
        if (arrival.reply() instanceof Reply.Again again) {
            long next = Epoch.micros(again.nextExecuteAt());
            moveFrom(row, next, MovedBy.REPLY);
            table.executeAt(row, next);
            table.mark(row, Mark.RESCHEDULED, true);
            table.state(row, State.OUTSTANDING);
        } else if (arrival.reply() instanceof Reply.Failure && arrival.attempt() < table.mostAttempts(row)) {
            table.state(row, State.FAILED);
        } else {
            table.succeededAt(row, arrival.reply() instanceof Reply.Failure ? 0 : arrival.at());
            table.state(row, State.FINISHED);
        }
    }

    synchronized long outstandingBy(long end) {
        long outstanding = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (table.state(row).hasOutstandingCallback() && table.executeAt(row) <= end) {
                outstanding++;
            }
        }
        return outstanding;
    }

    /** Reports lost and pending callbacks to the listener, each with the text of its timer's key. */
    synchronized void settle(long end, BiConsumer<Judged, String> listener) {
        for (int row = 0; row < table.rows(); row++) {
            if (table.state(row).hasOutstandingCallback()) {
                long executeAt = table.executeAt(row);
                CallbackOutcome outcome = executeAt <= end ? CallbackOutcome.LOST : CallbackOutcome.PENDING;
                Judged judged = new Judged(outcome, table.has(row, Mark.COUNTED), executeAt, end, 0);
                listener.accept(judged, Key.text(table.key(row)));
            }
        }
    }
}

package timerbench.harness.measure.callback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import timerbench.harness.measure.callback.FormerInstants.MovedBy;
import timerbench.harness.run.CallbackOutcome;

/** A part of the ledger's timers under one lock. Instants are microseconds since 1970. */
final class LedgerSegment {
    /** In the place of the instant of a timer that no acknowledged request was about. */
    private static final long NEVER_ASKED = 0;

    private final TimerTable table = new TimerTable();
    private final FormerInstants former = new FormerInstants();

    synchronized void created(Key key, NewTimer timer) {
        int row = table.findOrAdd(key.bytes(), key.hash());
        former.forget(row);
        owe(row, Epoch.micros(timer.executeAt()));
        table.changedAt(row, 0);
        table.mostAttempts(row, timer.mostAttempts());
        table.payload(row, timer.payload());
        table.mark(row, TimerMark.COUNTED, timer.counted());
    }

    synchronized void updated(Key key, long executeAt, int payload, long now) {
        int row = table.findOrAdd(key.bytes(), key.hash());
        if (table.state(row) == TimerState.NEW) {
            // Its create was never acknowledged, so nobody has said how many attempts it has.
            table.mostAttempts(row, Integer.MAX_VALUE);
        }
        moveFrom(row, executeAt, MovedBy.UPDATE);
        owe(row, executeAt);
        table.changedAt(row, now);
        if (payload != PayloadHash.UNKNOWN) {
            table.payload(row, payload);
        }
    }

    /** Remembers the instant that was asked for until now. */
    private void moveFrom(int row, long executeAt, MovedBy by) {
        long old = table.executeAt(row);
        if (old != NEVER_ASKED && old != executeAt) {
            former.add(row, old, by);
        }
    }

    private void owe(int row, long executeAt) {
        table.executeAt(row, executeAt);
        table.state(row, TimerState.OWED);
        table.attempts(row, 0);
        table.succeededAt(row, 0);
        table.mark(row, TimerMark.RESCHEDULED, false);
        table.mark(row, TimerMark.SENT_AGAIN, false);
    }

    synchronized void deleted(Key key, long now) {
        int row = table.findOrAdd(key.bytes(), key.hash());
        table.state(row, TimerState.DELETED);
        table.changedAt(row, now);
    }

    synchronized void uncertain(Key key) {
        table.state(table.findOrAdd(key.bytes(), key.hash()), TimerState.UNCERTAIN);
    }

    synchronized boolean isKnown(Key key) {
        return table.find(key.bytes(), key.hash()) >= 0;
    }

    /** Returns what the callback is; empty if nothing explains it yet. */
    synchronized Optional<JudgedCallback> arrived(Key key, Arrival arrival, long lateAfter) {
        int row = table.find(key.bytes(), key.hash());
        if (row < 0) {
            return Optional.empty();
        }
        return switch (table.state(row)) {
            case UNCERTAIN -> judged(CallbackOutcome.UNCERTAIN, row, arrival);
            case DELETED -> ofDeleted(row, arrival);
            default -> isForNow(row, arrival) ? Optional.of(take(row, arrival, lateAfter)) : Optional.empty();
        };
    }

    /** One for another instant may be of a timer that was made again, whose create has not been answered yet. */
    private Optional<JudgedCallback> ofDeleted(int row, Arrival arrival) {
        if (arrival.executeAt() != table.executeAt(row)) {
            return Optional.empty();
        }
        return arrival.at() > table.changedAt(row)
                ? judged(CallbackOutcome.AFTER_DELETE, row, arrival)
                : judged(CallbackOutcome.UNCERTAIN, row, arrival);
    }

    /** A target may move executeAt when it is told to call again, or keep it and count the attempts on. */
    private boolean isForNow(int row, Arrival arrival) {
        return arrival.executeAt() == table.executeAt(row)
                || (table.has(row, TimerMark.RESCHEDULED)
                        && former.holds(row, arrival.executeAt(), MovedBy.REPLY)
                        && arrival.attempt() > table.attempts(row));
    }

    /**
     * Returns what a callback is that nothing explains, by what is known now. An update to the instant that it is for may be on its
     * way yet, so this holds only if none comes.
     */
    synchronized JudgedCallback unexplained(Key key, Arrival arrival) {
        int row = table.find(key.bytes(), key.hash());
        if (row >= 0 && former.holds(row, arrival.executeAt(), MovedBy.UPDATE)) {
            boolean isAfter = arrival.at() > table.changedAt(row);
            return judgedAs(isAfter ? CallbackOutcome.AFTER_UPDATE : CallbackOutcome.UNCERTAIN, row, arrival);
        }
        return row >= 0 && former.holds(row, arrival.executeAt(), MovedBy.REPLY)
                ? judgedAs(CallbackOutcome.DUPLICATE, row, arrival)
                : JudgedCallback.unknown(arrival);
    }

    /** Returns the instant for which the timer's callback is or was owed; empty if the timer is not known. */
    synchronized OptionalLong executeAt(Key key) {
        int row = table.find(key.bytes(), key.hash());
        return row < 0 || table.executeAt(row) == NEVER_ASKED
                ? OptionalLong.empty()
                : OptionalLong.of(table.executeAt(row));
    }

    private Optional<JudgedCallback> judged(CallbackOutcome outcome, int row, Arrival arrival) {
        return Optional.of(judgedAs(outcome, row, arrival));
    }

    private JudgedCallback judgedAs(CallbackOutcome outcome, int row, Arrival arrival) {
        return new JudgedCallback(
                outcome, table.has(row, TimerMark.COUNTED), arrival.executeAt(), arrival.at(), table.succeededAt(row));
    }

    private JudgedCallback take(int row, Arrival arrival, long lateAfter) {
        TimerState state = table.state(row);
        long executeAt = table.executeAt(row);
        CallbackOutcome outcome = switch (state) {
            case FINISHED -> isSentAgain(row, arrival) ? CallbackOutcome.RETRY : CallbackOutcome.DUPLICATE;
            case FAILED -> CallbackOutcome.RETRY;
            default -> first(arrival.at() - executeAt, lateAfter);
        };
        JudgedCallback judged = new JudgedCallback(
                outcome,
                table.has(row, TimerMark.COUNTED),
                executeAt,
                arrival.at(),
                table.succeededAt(row),
                faults(row, arrival, outcome));
        if (outcome == CallbackOutcome.RETRY && arrival.attempt() == table.attempts(row)) {
            table.mark(row, TimerMark.SENT_AGAIN, true);
        }
        if (state != TimerState.FINISHED) {
            follow(row, arrival);
        }
        return judged;
    }

    private List<CallbackOutcome> faults(int row, Arrival arrival, CallbackOutcome outcome) {
        boolean wrongAttempt = arrival.numbered()
                && outcome != CallbackOutcome.DUPLICATE
                && !isAttemptInTurn(row, arrival.attempt(), outcome);
        boolean payloadChanged = arrival.payload() != PayloadHash.UNKNOWN
                && table.payload(row) != PayloadHash.UNKNOWN
                && arrival.payload() != table.payload(row);
        if (!payloadChanged && !wrongAttempt) {
            return List.of();
        }
        List<CallbackOutcome> faults = new ArrayList<>();
        if (payloadChanged) {
            faults.add(CallbackOutcome.PAYLOAD_CHANGED);
        }
        if (wrongAttempt) {
            faults.add(CallbackOutcome.WRONG_ATTEMPT);
        }
        return faults;
    }

    /**
     * Returns whether the number follows from those before. An attempt may come a second time under its number, since a target that
     * dies before it has stored an answer asks again; one that comes a third time is not counted on at all.
     */
    private boolean isAttemptInTurn(int row, int attempt, CallbackOutcome outcome) {
        int before = table.attempts(row);
        if (outcome == CallbackOutcome.RETRY) {
            boolean mayRepeat = !table.has(row, TimerMark.SENT_AGAIN);
            return attempt == before + 1 || (attempt == before && mayRepeat);
        }
        return attempt == 1 || (table.has(row, TimerMark.RESCHEDULED) && attempt == before + 1);
    }

    /** The last attempt, which failed: a target that died before it had stored that sends it again. */
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
        boolean isRetry = table.state(row) == TimerState.FAILED;
        table.attempts(row, isRetry ? Math.max(table.attempts(row), arrival.attempt()) : arrival.attempt());
        if (arrival.reply() instanceof Reply.Again again) {
            long next = Epoch.micros(again.nextExecuteAt());
            moveFrom(row, next, MovedBy.REPLY);
            table.executeAt(row, next);
            table.mark(row, TimerMark.RESCHEDULED, true);
            table.state(row, TimerState.OWED);
        } else if (arrival.reply() instanceof Reply.Failure && arrival.attempt() < table.mostAttempts(row)) {
            table.state(row, TimerState.FAILED);
        } else {
            table.succeededAt(row, arrival.reply() instanceof Reply.Failure ? 0 : arrival.at());
            table.state(row, TimerState.FINISHED);
        }
    }

    synchronized long owedBy(long end) {
        long owed = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (table.state(row).isOwed() && table.executeAt(row) <= end) {
                owed++;
            }
        }
        return owed;
    }

    /** Has the listener told what is lost, and what is pending, with the timers' keys for people. */
    synchronized void settle(long end, BiConsumer<JudgedCallback, String> listener) {
        for (int row = 0; row < table.rows(); row++) {
            if (table.state(row).isOwed()) {
                long executeAt = table.executeAt(row);
                CallbackOutcome outcome = executeAt <= end ? CallbackOutcome.LOST : CallbackOutcome.PENDING;
                JudgedCallback judged =
                        new JudgedCallback(outcome, table.has(row, TimerMark.COUNTED), executeAt, end, 0);
                listener.accept(judged, Key.text(table.key(row)));
            }
        }
    }
}

package timerbench.harness.callback;

import java.util.Optional;
import java.util.function.BiConsumer;

/** A part of the ledger's timers under one lock. Instants are microseconds since 1970. */
final class LedgerSegment {
    private final TimerTable table = new TimerTable();

    synchronized void created(Key key, long executeAt, int mostAttempts, boolean counted) {
        int row = table.findOrAdd(key.bytes(), key.hash());
        owe(row, executeAt);
        table.changedAt(row, 0);
        table.mostAttempts(row, mostAttempts);
        table.mark(row, TimerMark.COUNTED, counted);
        table.mark(row, TimerMark.UPDATED, false);
    }

    synchronized void updated(Key key, long executeAt, long now) {
        int row = table.findOrAdd(key.bytes(), key.hash());
        if (table.state(row) == TimerState.NEW) {
            // Its create was never acknowledged, so nobody has said how many attempts it has.
            table.mostAttempts(row, Integer.MAX_VALUE);
        }
        owe(row, executeAt);
        table.changedAt(row, now);
        table.mark(row, TimerMark.UPDATED, true);
    }

    private void owe(int row, long executeAt) {
        table.executeAt(row, executeAt);
        table.state(row, TimerState.OWED);
        table.attempts(row, 0);
        table.succeededAt(row, 0);
        table.mark(row, TimerMark.RESCHEDULED, false);
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
    synchronized Optional<Judged> arrived(Key key, Arrival arrival, long lateAfter) {
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
    private Optional<Judged> ofDeleted(int row, Arrival arrival) {
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
                || (table.has(row, TimerMark.RESCHEDULED) && arrival.attempt() > table.attempts(row));
    }

    /**
     * Returns what a callback is that nothing explains, by what is known now. An update to the instant that it is for may be on its
     * way yet, so this holds only if none comes.
     */
    synchronized Judged unexplained(Key key, Arrival arrival) {
        int row = table.find(key.bytes(), key.hash());
        if (row < 0 || table.state(row) == TimerState.DELETED) {
            return Judged.unknown(arrival);
        }
        if (table.has(row, TimerMark.RESCHEDULED)) {
            return judgedAs(CallbackOutcome.DUPLICATE, row, arrival);
        }
        if (table.has(row, TimerMark.UPDATED)) {
            boolean isAfter = arrival.at() > table.changedAt(row);
            return judgedAs(isAfter ? CallbackOutcome.AFTER_UPDATE : CallbackOutcome.UNCERTAIN, row, arrival);
        }
        return Judged.unknown(arrival);
    }

    private Optional<Judged> judged(CallbackOutcome outcome, int row, Arrival arrival) {
        return Optional.of(judgedAs(outcome, row, arrival));
    }

    private Judged judgedAs(CallbackOutcome outcome, int row, Arrival arrival) {
        return new Judged(
                outcome, table.has(row, TimerMark.COUNTED), arrival.executeAt(), arrival.at(), table.succeededAt(row));
    }

    private Judged take(int row, Arrival arrival, long lateAfter) {
        TimerState state = table.state(row);
        long executeAt = table.executeAt(row);
        CallbackOutcome outcome = switch (state) {
            case FINISHED -> isSentAgain(row, arrival) ? CallbackOutcome.RETRY : CallbackOutcome.DUPLICATE;
            case FAILED -> CallbackOutcome.RETRY;
            default -> first(arrival.at() - executeAt, lateAfter);
        };
        Judged judged =
                new Judged(outcome, table.has(row, TimerMark.COUNTED), executeAt, arrival.at(), table.succeededAt(row));
        if (state != TimerState.FINISHED) {
            follow(row, arrival);
        }
        return judged;
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
        table.attempts(row, Math.max(table.attempts(row), arrival.attempt()));
        if (arrival.reply() instanceof Reply.Again again) {
            table.executeAt(row, Epoch.micros(again.nextExecuteAt()));
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
    synchronized void settle(long end, BiConsumer<Judged, String> listener) {
        for (int row = 0; row < table.rows(); row++) {
            if (table.state(row).isOwed()) {
                long executeAt = table.executeAt(row);
                CallbackOutcome outcome = executeAt <= end ? CallbackOutcome.LOST : CallbackOutcome.PENDING;
                Judged judged = new Judged(outcome, table.has(row, TimerMark.COUNTED), executeAt, end, 0);
                listener.accept(judged, Key.text(table.key(row)));
            }
        }
    }
}

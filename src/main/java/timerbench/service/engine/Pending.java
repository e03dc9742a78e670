package timerbench.service.engine;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import timerbench.service.timer.TimerKey;

/** A timer in the look-ahead, guarded by its lock. */
final class Pending {
    enum State {
        /** Waits for its instant. */
        QUEUED,
        /** Its instant is near: it is being read, or has been. */
        TAKEN,
        /** Waits for its receiver. */
        WAITING,
        /** Its callback is in flight, or answered and not settled yet. */
        SENT
    }

    final TimerKey key;
    /** Orders timers of the same instant. */
    final long number;

    Instant dueAt;
    State state = State.QUEUED;
    /** The receiver that it waits for, while it waits. */
    CallbackUrl.@Nullable Address address;

    /** Whether it changed while it was taken or sent: its content as read is outdated then. */
    boolean changed;
    /** Its instant after that change; null if it is not due, or not soon. */
    @Nullable
    Instant changedDueAt;

    static final Comparator<Pending> EARLIEST_FIRST =
            Comparator.comparing((Pending pending) -> pending.dueAt).thenComparing(pending -> pending.number);

    Pending(TimerKey key, long number, Instant dueAt) {
        this.key = key;
        this.number = number;
        this.dueAt = dueAt;
    }

    /** Returns whether its callback is in flight or about to be sent. */
    boolean isTaken() {
        return state == State.TAKEN || state == State.SENT;
    }
}

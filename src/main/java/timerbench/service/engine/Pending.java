package timerbench.service.engine;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import timerbench.service.timer.TimerKey;

/** A timer that the look-ahead knows of. The look-ahead's lock guards it. */
final class Pending {
    enum State {
        /** Waits for its instant. */
        QUEUED,
        /** Its instant is about to come: it is being read, or has been. */
        TAKEN,
        /** Waits for its receiver. */
        WAITING,
        /** Its callback is in flight, or answered and not settled yet. */
        SENT
    }

    final TimerKey key;
    /** Orders timers of one instant. */
    final long number;

    Instant dueAt;
    State state = State.QUEUED;
    /** Which it waits for, while it does. */
    CallbackUrl.@Nullable Address address;

    /** Changed while it was taken or sent: what was read of it is of no use any more. */
    boolean changed;
    /** When it is due by that change; null if it is not, or not soon. */
    @Nullable
    Instant changedDueAt;

    static final Comparator<Pending> EARLIEST_FIRST =
            Comparator.comparing((Pending pending) -> pending.dueAt).thenComparing(pending -> pending.number);

    Pending(TimerKey key, long number, Instant dueAt) {
        this.key = key;
        this.number = number;
        this.dueAt = dueAt;
    }

    /** Returns whether its callback is in flight, or about to be. */
    boolean isTaken() {
        return state == State.TAKEN || state == State.SENT;
    }
}

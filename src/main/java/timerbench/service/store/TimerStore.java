package timerbench.service.store;

import java.util.List;
import java.util.Optional;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * The timers as requests see them. Reads and writes come in batches, because every database is several times faster
 * that way.
 *
 * <p>After an update of {@code executeAt}, and after a put that replaces a timer, attempts start from the first.
 *
 * <p>Within one call each key occurs once; answers are in the order of the questions. The writes of a call are
 * durable when it returns. Calls block and may come from several threads, but never two at once with the same key
 * from one process. Every call throws {@link StoreException}: {@link StoreUnavailableException} if the database does
 * not answer.
 */
public interface TimerStore {
    /** Stores the timers. Each replaces the pending timer with its key, if there is one. */
    void put(List<Timer> timers);

    /** Returns the pending timers with these keys. */
    List<Optional<Timer>> get(List<TimerKey> keys);

    /** Changes pending timers and returns the changed timers; empty where none is pending. */
    List<Optional<Timer>> update(List<TimerChange> changes);

    /** Deletes pending timers; false where none was pending. */
    List<Boolean> delete(List<TimerKey> keys);

    /** Returns pending timers of a group, earliest {@code executeAt} first, ties by timer id in code point order. */
    Page list(TimerQuery query);
}

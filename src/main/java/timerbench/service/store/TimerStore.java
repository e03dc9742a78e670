package timerbench.service.store;

import java.util.List;
import java.util.Optional;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * Where timers are kept. Reads and writes come in batches, because every database is several times faster that way.
 *
 * <p>An update of {@code executeAt}, or a timer put in the place of another, begins with its first attempt.
 *
 * <p>Within one call each key occurs once; answers come in the order of the questions. What a call wrote is durable
 * when it returns. Calls block and may come from several threads, but never two at once with the same key from one
 * process. Every call throws {@link StoreException}: {@link StoreUnavailableException} if the database does not
 * answer.
 */
public interface TimerStore {
    /** Stores the timers, each in the place of the pending one with its key. */
    void put(List<Timer> timers);

    /** Returns the pending timers with these keys. */
    List<Optional<Timer>> get(List<TimerKey> keys);

    /** Changes pending timers and returns them as they are then; empty where none is pending. */
    List<Optional<Timer>> update(List<TimerChange> changes);

    /** Deletes pending timers; false where none was pending. */
    List<Boolean> delete(List<TimerKey> keys);

    /** Returns pending timers of a group, earliest {@code executeAt} first, ties by timer id in code point order. */
    Page list(TimerQuery query);
}

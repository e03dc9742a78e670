package timerbench.service.store;

import java.util.List;
import java.util.Optional;
import timerbench.service.timer.Burden;
import timerbench.service.timer.Slowdown;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** A store whose batches of requests are slowed down. It does not slow down the firing of timers. */
final class SlowStore implements TimerStore {
    private final TimerStore store;
    private final Burden burden;

    SlowStore(TimerStore store, Slowdown slowdown) {
        this.store = store;
        this.burden = new Burden(slowdown);
    }

    @Override
    public void put(List<Timer> timers) {
        burden.bear(timers.size());
        store.put(timers);
    }

    @Override
    public List<Optional<Timer>> get(List<TimerKey> keys) {
        burden.bear(keys.size());
        return store.get(keys);
    }

    @Override
    public List<Optional<Timer>> update(List<TimerChange> changes) {
        burden.bear(changes.size());
        return store.update(changes);
    }

    @Override
    public List<Boolean> delete(List<TimerKey> keys) {
        burden.bear(keys.size());
        return store.delete(keys);
    }

    @Override
    public Page list(TimerQuery query) {
        burden.bear(1);
        return store.list(query);
    }
}

package timerbench.service.store;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Optional;
import timerbench.service.timer.Burden;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Slowdown;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** A store whose batches of requests take longer than they need to. What fires timers is not slowed down here. */
public final class SlowStore implements TimerStore {
    private final TimerStore store;
    private final Burden burden;

    public SlowStore(TimerStore store, Slowdown slowdown) {
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

    @Override
    public DueStore due() {
        return store.due();
    }

    @Override
    public LeaseStore leases() {
        return store.leases();
    }

    @Override
    public Shards shards() {
        return store.shards();
    }

    @Override
    public StoreInfo info() {
        return store.info();
    }

    @Override
    public MeterBinder meters() {
        return store.meters();
    }

    @Override
    public void check() {
        store.check();
    }

    @Override
    public void close() {
        store.close();
    }
}

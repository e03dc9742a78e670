package timerbench.service.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.Store;

/**
 * A store and its model, which take the same steps; a step throws {@link AssertionError} where their answers differ.
 */
final class Trial {
    private static final Duration TERM = Duration.ofHours(1);

    final Store store;
    final TimerModel timers = new TimerModel();
    final LeaseModel leases;

    private Trial(Store store) {
        this.store = store;
        this.leases = new LeaseModel(store.shards().count());
    }

    /**
     * Takes the steps with a store that holds nothing and whose shards nobody has; returns what went wrong, if
     * anything.
     */
    static Optional<Throwable> of(Store store, List<Step> steps) {
        Trial trial = new Trial(store);
        try {
            steps.forEach(step -> step.take(trial));
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        } finally {
            RandomSteps.INSTANCES.forEach(store.leases()::leave);
        }
    }

    void join(String instance, List<Integer> wanted) {
        LeaseStore database = store.leases();
        leases.beat(instance, database.beat(instance, TERM));
        database.take(instance, wanted);
        leases.take(instance, wanted);
        leases.beat(instance, database.beat(instance, TERM));
    }

    void release(String instance, List<Integer> given) {
        store.leases().release(instance, given);
        leases.release(instance, given);
    }

    void leave(String instance) {
        store.leases().leave(instance);
        leases.leave(instance);
    }
}

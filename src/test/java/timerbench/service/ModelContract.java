package timerbench.service;

import org.junit.jupiter.api.Test;
import timerbench.service.model.ModelTrials;

/** Every store answers random steps as a plain model of this contract does. */
interface ModelContract extends StoreContract {
    /**
     * The seeds are the same in each build; {@code -Dstore.tries=1000} tries more, {@code -Dstore.seed=7} begins
     * there.
     */
    @Test
    default void theStoreAnswersAsTheModelDoes() {
        long first = Long.getLong("store.seed", 1);
        ModelTrials trials = new ModelTrials(store(), () -> {
            tidy();
            store().leases().leave(owner());
        });
        for (long seed = first; seed < first + Long.getLong("store.tries", 10); seed++) {
            trials.run(seed);
        }
    }
}

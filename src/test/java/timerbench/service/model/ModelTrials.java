package timerbench.service.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.service.store.Store;

/** Random steps that a store and a plain model of its contract take alike. */
public final class ModelTrials {
    private static final int STEPS = 40;

    private final Store store;
    private final Runnable tidy;

    /** @param tidy leaves the store without timers, and its shards without owners */
    public ModelTrials(Store store, Runnable tidy) {
        this.store = store;
        this.tidy = tidy;
    }

    /**
     * Throws {@link AssertionError}, with the fewest steps that show it, if the store does not answer as the model
     * does.
     */
    public void run(long seed) {
        List<Step> steps = RandomSteps.draw(seed, store.shards().count(), STEPS);
        if (failure(steps).isPresent()) {
            List<Step> fewest = Shrinking.shrink(steps, part -> failure(part).isPresent());
            Throwable failure = failure(fewest)
                    .orElseGet(() ->
                            new AssertionError("the last time, these steps did not fail: it is a matter of timing"));
            throw new AssertionError(message(seed, fewest, failure), failure);
        }
    }

    private Optional<Throwable> failure(List<Step> steps) {
        tidy.run();
        return Trial.of(store, steps);
    }

    private static String message(long seed, List<Step> steps, Throwable failure) {
        String listed = steps.stream().map(step -> "\n  " + step).collect(Collectors.joining());
        return "seed " + seed + " (-Dstore.seed=" + seed + "): " + steps.size() + " of its " + STEPS + " steps suffice:"
                + listed + "\n" + failure.getMessage();
    }
}

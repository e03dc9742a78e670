package timerbench.service.api;

import java.util.List;
import timerbench.service.store.StoreConnection;

/** Whether the service can do all of its work. */
final class Readiness {
    private final StoreConnection store;
    private final List<Thread> threads;

    /** @param threads that it cannot do without */
    Readiness(StoreConnection store, List<Thread> threads) {
        this.store = store;
        this.threads = threads;
    }

    /**
     * Returns if it can; asks the store.
     *
     * @throws ApiException if a thread has ended
     */
    void check() {
        for (Thread thread : threads) {
            if (!thread.isAlive()) {
                throw new ApiException(
                        ErrorCode.INTERNAL_ERROR,
                        503,
                        "the service is not whole: its thread " + thread.getName() + " ended");
            }
        }
        store.check();
    }
}

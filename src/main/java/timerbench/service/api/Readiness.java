package timerbench.service.api;

import java.util.List;
import timerbench.service.store.StoreConnection;

/** Checks whether the service can do all of its work. */
final class Readiness {
    private final StoreConnection store;
    private final List<Thread> threads;

    /** @param threads the threads that it cannot work without */
    Readiness(StoreConnection store, List<Thread> threads) {
        this.store = store;
        this.threads = threads;
    }

    /**
     * Returns if all threads live and the database answers.
     *
     * @throws ApiException if a thread has ended
     * @throws timerbench.service.store.StoreException if the database does not answer
     */
    void check() {
        for (Thread thread : threads) {
            if (!thread.isAlive()) {
                throw new ApiException(
                        ErrorCode.INTERNAL_ERROR,
                        503,
                        "the service cannot work: its thread " + thread.getName() + " has ended");
            }
        }
        store.check();
    }
}

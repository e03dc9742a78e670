package timerbench.service.engine;

import io.vertx.core.Future;
import timerbench.service.store.Attempt;

/** Sends callbacks. */
interface CallbackClient extends AutoCloseable {
    /** Sends one, and returns its answer when it has come or is waited for no longer. It never fails. */
    Future<Answer> send(Attempt attempt);

    @Override
    void close();
}

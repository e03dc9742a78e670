package timerbench.service.engine;

import io.vertx.core.Future;
import timerbench.service.store.Attempt;

/** Sends callbacks. */
interface CallbackClient extends AutoCloseable {
    /** Sends one, and returns its answer when it has come or is waited for no longer. One that cannot be sent is a failed answer. */
    Future<Answer> send(Attempt attempt);

    /** Returns the thread that sends and receives: without it, nothing is sent any more. */
    Thread thread();

    @Override
    void close();
}

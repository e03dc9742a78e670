package timerbench.service.engine;

import io.vertx.core.Future;
import timerbench.service.store.Attempt;

/** Sends callbacks. */
interface CallbackClient extends AutoCloseable {
    /** Sends a callback and returns its answer. A timeout, or a callback that cannot be sent, is a failed answer. */
    Future<Answer> send(Attempt attempt);

    /** Returns the thread that sends and receives. If it ends, no callback is sent any more. */
    Thread thread();

    @Override
    void close();
}

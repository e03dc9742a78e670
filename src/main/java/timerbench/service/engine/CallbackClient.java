package timerbench.service.engine;

import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import timerbench.service.store.Attempt;

/** Sends callbacks. */
interface CallbackClient extends AutoCloseable {
    /**
     * Sends a callback and returns its answer. A timeout, or a callback that cannot be sent, is a failed answer.
     *
     * @param maySend asked at the last moment, when there is a connection: if false, nothing is written and the answer
     *     is {@link Answer.Withdrawn}
     */
    Future<Answer> send(Attempt attempt, BooleanSupplier maySend);

    /** Returns the thread that sends and receives. If it ends, no callback is sent any more. */
    Thread thread();

    @Override
    void close();
}

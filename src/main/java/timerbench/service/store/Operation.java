package timerbench.service.store;

import java.util.concurrent.CompletableFuture;

/** A request that waits for its batch. Two requests with equal keys are never in the same batch. */
record Operation<A, R>(Object key, A question, CompletableFuture<R> answer) {
    Operation(Object key, A question) {
        this(key, question, new CompletableFuture<>());
    }
}

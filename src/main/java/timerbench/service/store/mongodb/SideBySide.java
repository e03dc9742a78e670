package timerbench.service.store.mongodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;

/** Threads for parallel calls, each on a connection of its own. The server commits their writes together. */
final class SideBySide implements AutoCloseable {
    static final int THREADS = 16;

    private final AtomicInteger started = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "mongodb-" + started.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Asks the questions in parallel and returns the answers in their order.
     *
     * @throws StoreUnavailableException if one of several calls failed; it is unknown which of the others took effect
     */
    <A, R> List<R> each(List<A> questions, Function<A, R> answer) {
        if (questions.size() < 2) {
            return questions.stream().map(answer).toList();
        }
        List<R> answers = new ArrayList<>(Collections.nCopies(questions.size(), null));
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        Runnable worker = () -> {
            int i = next.getAndIncrement();
            while (i < questions.size() && !failed.get()) {
                boolean answered = false;
                try {
                    answers.set(i, answer.apply(questions.get(i)));
                    answered = true;
                } finally {
                    if (!answered) {
                        failed.set(true);
                    }
                }
                i = next.getAndIncrement();
            }
        };
        await(CompletableFuture.allOf(Collections.nCopies(Math.min(THREADS, questions.size()), worker).stream()
                .map(each -> CompletableFuture.runAsync(each, threads))
                .toArray(CompletableFuture<?>[]::new)));
        return answers;
    }

    private static void await(CompletableFuture<Void> all) {
        try {
            all.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw new StoreUnavailableException(failure.getMessage(), failure);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

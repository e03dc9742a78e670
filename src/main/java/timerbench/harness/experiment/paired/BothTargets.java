package timerbench.harness.experiment.paired;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import timerbench.harness.targets.Target;

/** The targets of a pair. They are started at the same time, and so neither has the machine to itself, and ended likewise. */
record BothTargets(Target first, Target second) implements AutoCloseable {
    /**
     * Returns both when they are ready. If one does not become so, neither is left.
     *
     * @throws RuntimeException what {@link GateSide#start} throws
     */
    static BothTargets start(GateSide first, GateSide second) {
        List<CompletableFuture<Target>> starting = Stream.of(first, second)
                .map(contender -> CompletableFuture.supplyAsync(contender::start, BothTargets::run))
                .toList();
        try {
            CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            starting.stream()
                    .filter(target -> !target.isCompletedExceptionally())
                    .forEach(target -> target.join().close());
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return new BothTargets(starting.get(0).join(), starting.get(1).join());
    }

    private static void run(Runnable task) {
        new Thread(task, "targets").start();
    }

    @Override
    public void close() {
        CompletableFuture<Void> closing = CompletableFuture.runAsync(first::close, BothTargets::run);
        second.close();
        closing.join();
    }
}

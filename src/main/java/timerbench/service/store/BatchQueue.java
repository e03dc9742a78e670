package timerbench.service.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * Gathers concurrent requests into batches for the store. A request is answered when its batch is durable.
 *
 * <p>As soon as a lane is free, it takes all waiting requests up to the size of a batch. A lone request does not
 * wait, and the busier the store, the larger the batches. All requests for one timer go through one lane, so two
 * batches never work on the same timer at once.
 *
 * <p>Futures fail with {@link OverloadedException} at once if the queue is full, with {@link StoreException} if the
 * store failed.
 */
public final class BatchQueue implements AutoCloseable {
    /** The memory that a request takes beside its body: objects, key, future. */
    private static final int OVERHEAD_BYTES = 1_024;

    private final Shards shards;
    private final Admission admission;
    private final List<Lane> lanes;

    public BatchQueue(TimerStore store, Shards shards, QueueSettings settings, MeterRegistry metrics) {
        this.shards = shards;
        this.admission = new Admission(settings);
        this.lanes = IntStream.range(0, settings.lanes())
                .mapToObj(number -> new Lane(number, store, settings, metrics))
                .toList();
        Gauge.builder("timerbench.service.queue.operations", admission, Admission::operations)
                .description("Requests that wait for the store or are in a batch")
                .register(metrics);
    }

    public CompletableFuture<Timer> put(Timer timer) {
        int weight = timer.payload().map(String::length).orElse(0);
        return submit(lane(timer.key()).puts, timer.key(), timer, weight);
    }

    public CompletableFuture<Optional<Timer>> get(TimerKey key) {
        return submit(lane(key).gets, key, key, 0);
    }

    public CompletableFuture<Optional<Timer>> update(TimerChange change) {
        int weight = change.payload().map(String::length).orElse(0);
        return submit(lane(change.key()).updates, change.key(), change, weight);
    }

    public CompletableFuture<Boolean> delete(TimerKey key) {
        return submit(lane(key).deletes, key, key, 0);
    }

    public CompletableFuture<Page> list(TimerQuery query) {
        Lane lane = lanes.get(Math.floorMod(query.groupId().hashCode(), lanes.size()));
        return submit(lane.lists, new Object(), query, 0);
    }

    private Lane lane(TimerKey key) {
        return lanes.get(shards.of(key) % lanes.size());
    }

    private <A, R> CompletableFuture<R> submit(Batches<A, R> batches, Object key, A question, int bodyBytes) {
        int weight = OVERHEAD_BYTES + bodyBytes;
        if (!admission.enter(weight)) {
            return CompletableFuture.failedFuture(new OverloadedException(
                    "the queue for the store is full (" + admission.operations() + " requests wait); try again later"));
        }
        Operation<A, R> operation = new Operation<>(key, question);
        CompletableFuture<R> answered = operation.answer().whenComplete((answer, failure) -> admission.leave(weight));
        batches.add(operation);
        return answered;
    }

    /** Returns the threads that answer requests. */
    public List<Thread> threads() {
        return lanes.stream().map(Lane::thread).toList();
    }

    /** Answers the accepted requests, then ends the lanes. */
    @Override
    public void close() {
        lanes.forEach(Lane::stop);
        lanes.forEach(Lane::join);
    }
}

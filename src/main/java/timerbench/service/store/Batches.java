package timerbench.service.store;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/** The waiting requests of one kind in a lane, and the call to the store that answers a batch of them. */
final class Batches<A, R> {
    private final Lane lane;
    private final int size;
    private final Function<List<A>, List<R>> call;
    private final Timer callTime;
    private final DistributionSummary sizes;
    private final Queue<Operation<A, R>> waiting = new ArrayDeque<>();

    Batches(Lane lane, String operation, int size, Function<List<A>, List<R>> call, MeterRegistry metrics) {
        this.lane = lane;
        this.size = size;
        this.call = call;
        this.callTime = Timer.builder("timerbench.service.store.call")
                .description("Time of one call to the store, a batch each")
                .tag("operation", operation)
                .register(metrics);
        this.sizes = DistributionSummary.builder("timerbench.service.store.batch")
                .description("Requests in a batch")
                .tag("operation", operation)
                .register(metrics);
    }

    void add(Operation<A, R> operation) {
        synchronized (lane) {
            lane.requireRunning();
            waiting.add(operation);
            lane.notifyAll();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Answers one batch of waiting requests, if there are any. */
    void runOne() {
        List<Operation<A, R>> batch = take();
        if (!batch.isEmpty()) {
            sizes.record(batch.size());
            run(batch);
        }
    }

    private List<Operation<A, R>> take() {
        List<Operation<A, R>> batch = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        synchronized (lane) {
            for (Iterator<Operation<A, R>> each = waiting.iterator(); each.hasNext() && batch.size() < size; ) {
                Operation<A, R> operation = each.next();
                if (keys.add(operation.key())) {
                    batch.add(operation);
                    each.remove();
                }
            }
        }
        return batch;
    }

    private void run(List<Operation<A, R>> batch) {
        try {
            List<R> answers = callTime.record(
                    () -> call.apply(batch.stream().map(Operation::question).toList()));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (StoreUnavailableException e) {
            batch.forEach(operation -> operation.answer().completeExceptionally(e));
        } catch (RuntimeException e) {
            // A request that the database refuses must not fail the others of its batch.
            if (batch.size() == 1) {
                batch.get(0).answer().completeExceptionally(e);
            } else {
                batch.forEach(operation -> run(List.of(operation)));
            }
        }
    }
}

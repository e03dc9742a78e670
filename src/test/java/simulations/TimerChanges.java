package simulations;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import simulations.support.Feeders;
import simulations.support.Operations;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.DueRange;
import timerbench.harness.load.Sender;
import timerbench.harness.targets.dialect.Operation;

/** What happens to timers well before they are due: some are updated, some deleted, most neither. */
final class TimerChanges {
    private final Operations operations;
    private final DueRange due;
    private final Map<String, Double> weights;

    /** @param due how far ahead timers are due; an update puts them off by the least of it */
    TimerChanges(Benchmark<CallbackLoadSettings> benchmark, Operations operations, DueRange due) {
        this.operations = operations;
        this.due = due;
        this.weights = weights(benchmark);
    }

    /** A timer that would be changed by an operation that the service lacks is called back like the others. */
    private static Map<String, Double> weights(Benchmark<CallbackLoadSettings> benchmark) {
        Map<String, Double> weights = benchmark.settings().changes();
        for (Operation operation : List.of(Operation.UPDATE, Operation.DELETE)) {
            if (weights.containsKey(operation.word()) && !benchmark.hasOrLeavesOut(operation)) {
                weights.merge("none", weights.remove(operation.word()), Double::sum);
            }
        }
        return weights;
    }

    /** Declares the requests of the changes of this many timers. */
    void declare(Benchmark<?> benchmark, long timers) {
        double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
        weights.entrySet().stream()
                .filter(change -> !change.getKey().equals("none"))
                .forEach(change -> benchmark.sendsAlongside(change.getKey(), timers * change.getValue() / sum));
    }

    /** Returns the step that changes the timer which the virtual user has just created. */
    ChainBuilder by(Sender sender) {
        ChainBuilder change =
                feed(Feeders.weighted("change", weights, operations.timers().seed()));
        if (weights.containsKey(Operation.UPDATE.word())) {
            change = change.doIfEquals("#{change}", Operation.UPDATE.word()).then(update(sender));
        }
        if (weights.containsKey(Operation.DELETE.word())) {
            change = change.doIfEquals("#{change}", Operation.DELETE.word())
                    .then(pause(CallbackLoadSettings.CHANGED_AFTER).exec(operations.delete(sender)));
        }
        return change;
    }

    private ChainBuilder update(Sender sender) {
        return pause(CallbackLoadSettings.CHANGED_AFTER)
                .exec(session -> session.set(
                        "executeAt",
                        operations.timers().at(session.<Instant>get("executeAt").plus(due.from()))))
                .exec(operations.updateAsCarried(Operation.UPDATE.word(), sender));
    }
}

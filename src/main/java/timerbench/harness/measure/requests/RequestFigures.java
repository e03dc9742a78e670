package timerbench.harness.measure.requests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.measure.log.SimulationLog;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Require;
import timerbench.harness.run.Trial;

/**
 * The figures of every operation, from the table of its requests. The warm-up is not in the table, so every request
 * counts in the response times (failed requests too) and in the error rate. The throughput counts requests that
 * succeeded and ended within the hold.
 */
public final class RequestFigures {

    /** The number of messages listed, the most frequent first; one line summarizes the rest. */
    static final int LISTED_MESSAGES = 10;

    private static final Comparator<ErrorCount> MOST_FREQUENT_FIRST = Comparator.comparingLong(ErrorCount::count)
            .reversed()
            .thenComparing(error -> error.operation().orElse(""))
            .thenComparing(ErrorCount::message);

    /**
     * The figures of one operation.
     *
     * @param operation the name of its request in Gatling, in any group
     * @param count all its requests
     * @param failed the failed ones among them
     * @param throughput successes within the hold, per second; empty if there was no hold
     * @param responseTime in milliseconds; empty if one of the samples was negative (see
     *     {@link RequestFigures#errors()})
     */
    public record OperationFigures(
            String operation,
            long count,
            long failed,
            Optional<Double> throughput,
            Optional<Distribution> responseTime) {
        public OperationFigures {
            Require.present(operation, "operation");
            Require.that(count > 0, "%s: count must be positive, was %d", operation, count);
            Require.that(failed >= 0 && failed <= count, "%s: %d of %d requests failed", operation, failed, count);
        }

        /** Returns the share of failed requests, 0 to 1. */
        public double errorRate() {
            return (double) failed / count;
        }

        /** Returns these figures as metrics, without those that are empty. */
        public List<Metric> metrics() {
            List<Metric> metrics = new ArrayList<>();
            throughput.ifPresent(perSecond -> metrics.add(Metric.throughput(operation, perSecond)));
            responseTime.ifPresent(millis -> metrics.add(Metric.responseTime(operation, millis)));
            metrics.add(Metric.errorRate(operation, errorRate()));
            return List.copyOf(metrics);
        }
    }

    private final List<OperationFigures> operations;
    private final List<ErrorCount> errors;
    private final SimulationLog.End end;

    private RequestFigures(List<OperationFigures> operations, List<ErrorCount> errors, SimulationLog.End end) {
        this.operations = List.copyOf(operations);
        this.errors = List.copyOf(errors);
        this.end = end;
    }

    /**
     * Returns the figures of a run. Without a hold (the run was cut short before it began) there is no throughput.
     */
    public static RequestFigures of(RequestTable table, Optional<Period> hold) {
        // Sorted by name, so that two runs of one simulation list the operations in the same order.
        Map<String, OperationRecorder> operations = new TreeMap<>();
        table.forEach(row -> operations
                .computeIfAbsent(row.operation(), name -> new OperationRecorder(name, table, hold))
                .add(row));
        RequestErrors errors = table.errors();
        List<ErrorCount> all = new ArrayList<>();
        operations.forEach((name, operation) -> operation
                .clockError(Optional.ofNullable(errors.setBack().get(name)))
                .ifPresent(all::add));
        all.addAll(listed(errors.messages()));
        return new RequestFigures(
                operations.values().stream().map(OperationRecorder::figures).toList(), all, errors.end());
    }

    private static List<ErrorCount> listed(List<ErrorCount> messages) {
        List<ErrorCount> sorted = messages.stream().sorted(MOST_FREQUENT_FIRST).toList();
        List<ErrorCount> listed = new ArrayList<>();
        sorted.stream().limit(LISTED_MESSAGES).forEach(listed::add);
        rest(sorted.stream().skip(LISTED_MESSAGES).toList()).ifPresent(listed::add);
        return listed;
    }

    private static Optional<ErrorCount> rest(List<ErrorCount> others) {
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new ErrorCount(
                        Optional.empty(),
                        others.size() + " other messages, less frequent",
                        others.stream().mapToLong(ErrorCount::count).sum(),
                        others.stream()
                                .flatMap(error -> error.firstSeen().stream())
                                .min(Comparator.naturalOrder())));
    }

    /** Returns the trial with these metrics and errors added. */
    public Trial addedTo(Trial trial) {
        return trial.with(metrics()).withErrors(errors);
    }

    /** Returns the operations by name. */
    public List<OperationFigures> operations() {
        return operations;
    }

    /**
     * Returns all figures as metrics; an operation that was never requested has none. Callbacks are excluded: they
     * are not requests to the target, and the ledger knows more about them than the log.
     */
    public List<Metric> metrics() {
        return operations.stream()
                .filter(operation -> !operation.operation().equals(Requests.CALLBACK))
                .flatMap(operation -> operation.metrics().stream())
                .toList();
    }

    /**
     * Returns the errors: first clocks that were set back, then the most frequent messages, then one line that
     * summarizes all others.
     */
    public List<ErrorCount> errors() {
        return errors;
    }

    /** Returns how the log ended; it is cut if Gatling was killed. */
    public SimulationLog.End end() {
        return end;
    }
}

package timerbench.harness.measure.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Require;
import timerbench.harness.run.Trial;

/**
 * The figures of every operation, from one pass over Gatling's log. The warm-up is not in the log, so every request
 * counts in the response times (failed requests too) and in the error rate. The throughput counts requests that
 * succeeded and ended within the hold.
 */
public final class RequestFigures {

    /** The number of messages listed, the most frequent first; one line summarizes the rest. */
    static final int LISTED_MESSAGES = 10;

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
     * Returns the figures of a run whose hold lasted from {@code holdFrom} (inclusive) to {@code holdTo} (exclusive).
     *
     * @throws IOException as {@link SimulationLog#read}
     * @throws IllegalArgumentException if the hold does not end after it starts
     */
    public static RequestFigures read(Path log, Instant holdFrom, Instant holdTo) throws IOException {
        return read(log, Optional.of(new Period(holdFrom, holdTo)));
    }

    /**
     * Returns the figures of a run. Without a hold (the run was cut short before it began) there is no throughput.
     */
    public static RequestFigures read(Path log, Optional<Period> hold) throws IOException {
        return read(log, hold, List.of());
    }

    /**
     * Returns the same figures, and hands every request to other listeners in the same pass.
     *
     * @param others get the requests in the order of the log, which is the order in which they ended
     */
    public static RequestFigures read(Path log, Optional<Period> hold, List<Consumer<LogRecord.Request>> others)
            throws IOException {
        Recorder recorder = new Recorder(hold);
        SimulationLog.End end = SimulationLog.read(log, entry -> {
            recorder.accept(entry);
            if (entry instanceof LogRecord.Request request) {
                others.forEach(other -> other.accept(request));
            }
        });
        return new RequestFigures(recorder.figures(), recorder.errors(), end);
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

    private static final class Recorder {

        private static final Comparator<ErrorCount> MOST_FREQUENT_FIRST = Comparator.comparingLong(ErrorCount::count)
                .reversed()
                .thenComparing(error -> error.operation().orElse(""))
                .thenComparing(ErrorCount::message);

        private final Optional<Period> hold;
        private final Map<String, OperationRecorder> operations = new HashMap<>();
        private final Failures crashes = new Failures();

        Recorder(Optional<Period> hold) {
            this.hold = hold;
        }

        void accept(LogRecord entry) {
            if (entry instanceof LogRecord.Request request) {
                operation(request.name()).add(request);
            } else if (entry instanceof LogRecord.Crash crash) {
                crashes.add(crash.message(), crash.atMillis());
            }
        }

        // Not computeIfAbsent, which would allocate a lambda for every request.
        private OperationRecorder operation(String name) {
            OperationRecorder known = operations.get(name);
            if (known != null) {
                return known;
            }
            OperationRecorder added = new OperationRecorder(name, hold);
            operations.put(name, added);
            return added;
        }

        private Stream<OperationRecorder> byName() {
            // Sorted by name, so that two runs of one simulation list the operations in the same order.
            return new TreeMap<>(operations).values().stream();
        }

        List<OperationFigures> figures() {
            return byName().map(OperationRecorder::figures).toList();
        }

        List<ErrorCount> errors() {
            List<ErrorCount> messages = Stream.concat(
                            byName().flatMap(OperationRecorder::errors), crashes.counts(Optional.empty()))
                    .sorted(MOST_FREQUENT_FIRST)
                    .toList();
            List<ErrorCount> errors = new ArrayList<>();
            byName().flatMap(operation -> operation.clockError().stream()).forEach(errors::add);
            messages.stream().limit(LISTED_MESSAGES).forEach(errors::add);
            rest(messages.stream().skip(LISTED_MESSAGES).toList()).ifPresent(errors::add);
            return errors;
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
    }
}

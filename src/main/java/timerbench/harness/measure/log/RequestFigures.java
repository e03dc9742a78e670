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
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Trial;

/**
 * The figures of every operation, from one pass over Gatling's log. The warm-up is not in the log, so every
 * request counts: in the response times, failed ones among them, and in the error rate wherever it lies; in the
 * throughput if it succeeded and ended within the hold.
 */
public final class RequestFigures {

    /** So many messages are listed, the most frequent first; the rest are added up in one line. */
    static final int LISTED_MESSAGES = 10;

    private final List<OperationFigures> operations;
    private final List<ErrorCount> errors;
    private final SimulationLog.End end;

    private RequestFigures(List<OperationFigures> operations, List<ErrorCount> errors, SimulationLog.End end) {
        this.operations = List.copyOf(operations);
        this.errors = List.copyOf(errors);
        this.end = end;
    }

    /**
     * Returns the figures of a run whose hold lasted from {@code holdFrom} up to, but without, {@code holdTo}.
     *
     * @throws IOException as {@link SimulationLog#read}
     * @throws IllegalArgumentException if the hold does not end after it starts
     */
    public static RequestFigures read(Path log, Instant holdFrom, Instant holdTo) throws IOException {
        return read(log, Optional.of(new Period(holdFrom, holdTo)));
    }

    /** Returns the figures of a run; without a hold (cut short before it began) there is no throughput. */
    public static RequestFigures read(Path log, Optional<Period> hold) throws IOException {
        return read(log, hold, List.of());
    }

    /**
     * Returns the same figures, from a pass in which others listen.
     *
     * @param others told of every request, too, in the order of the log: that in which they ended
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
     * Returns all figures in the long form; an operation that was never requested has none. Callbacks are no requests to
     * the target, and what is known of them exactly is not known from the log.
     */
    public List<Metric> metrics() {
        return operations.stream()
                .filter(operation -> !operation.operation().equals(Requests.CALLBACK))
                .flatMap(operation -> operation.metrics().stream())
                .toList();
    }

    /**
     * Returns what went wrong: first clocks that were set back, then the most frequent messages, then one line that
     * adds up all others.
     */
    public List<ErrorCount> errors() {
        return errors;
    }

    /** Returns how the log ended: cut if Gatling was killed. */
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
        private final Map<String, Long> crashes = new HashMap<>();

        Recorder(Optional<Period> hold) {
            this.hold = hold;
        }

        void accept(LogRecord entry) {
            if (entry instanceof LogRecord.Request request) {
                operation(request.name()).add(request);
            } else if (entry instanceof LogRecord.Crash crash) {
                crashes.merge(crash.message(), 1L, Long::sum);
            }
        }

        // Not computeIfAbsent, which would make a lambda for every request.
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
            // By name, not as they came: two runs of one simulation then list the same things in the same order.
            return new TreeMap<>(operations).values().stream();
        }

        List<OperationFigures> figures() {
            return byName().map(OperationRecorder::figures).toList();
        }

        List<ErrorCount> errors() {
            List<ErrorCount> messages = Stream.concat(byName().flatMap(OperationRecorder::errors), crashErrors())
                    .sorted(MOST_FREQUENT_FIRST)
                    .toList();
            List<ErrorCount> errors = new ArrayList<>();
            byName().flatMap(operation -> operation.clockError().stream()).forEach(errors::add);
            messages.stream().limit(LISTED_MESSAGES).forEach(errors::add);
            rest(messages.stream().skip(LISTED_MESSAGES).toList()).ifPresent(errors::add);
            return errors;
        }

        private Stream<ErrorCount> crashErrors() {
            return crashes.entrySet().stream()
                    .map(crash ->
                            new ErrorCount(Optional.empty(), ErrorCount.worded(crash.getKey()), crash.getValue()));
        }

        private static Optional<ErrorCount> rest(List<ErrorCount> others) {
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ErrorCount(
                            Optional.empty(),
                            others.size() + " other messages, less frequent",
                            others.stream().mapToLong(ErrorCount::count).sum()));
        }
    }
}

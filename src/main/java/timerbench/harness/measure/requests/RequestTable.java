package timerbench.harness.measure.requests;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.measure.log.SimulationLog;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Require;

/**
 * Requests counted by second, operation, outcome and response time, with their errors. All figures of requests are
 * computed from it. Response times are exact to the millisecond, instants to the second.
 *
 * <p>Seconds are counted from an origin, and a period consists of the seconds that begin within it. Of periods that
 * begin and end whole seconds after the origin, the figures are those of the requests themselves. If a period ends
 * within a second, because a load was cut short there, requests that ended later in that second count too.
 *
 * <p>Tables of several generators add by their seconds: each counts from its own origin, by its own clock, and the
 * origins are one agreed instant.
 */
public final class RequestTable {
    private static final long MILLIS = 1_000;

    private final long originMillis;
    private final SortedMap<Integer, KeyCounts> seconds = new TreeMap<>();
    private final Map<String, Operation> byName = new HashMap<>();
    private final List<Operation> byIndex = new ArrayList<>();
    private final Failures crashes = new Failures();
    private long requests;
    private SimulationLog.End end = new SimulationLog.End(0, 0);

    // Requests come about in the order in which they ended.
    private int latestSecond;
    private @Nullable KeyCounts ofLatestSecond;

    /** What is known of an operation besides its rows. */
    private static final class Operation {
        private static final long NEVER = Long.MAX_VALUE;

        private final String name;
        private final int index;
        private final Failures failures = new Failures();
        private long setBackMillis = NEVER;

        Operation(String name, int index) {
            this.name = name;
            this.index = index;
        }

        boolean wasSetBack() {
            return setBackMillis != NEVER;
        }
    }

    /**
     * Requests that differ in nothing but the millisecond of their second.
     *
     * @param startSecond in which they started, since the origin; below 0 before it
     * @param operation the name of the request in Gatling, in any group
     * @param responseMillis below 0 if the clock was set back meanwhile
     * @param count above 0
     */
    public record Row(int startSecond, int endSecond, String operation, boolean ok, int responseMillis, long count) {
        public Row {
            Require.present(operation, "operation");
            if (count < 1 || count > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a count is 1 to " + Integer.MAX_VALUE + ", was " + count);
            }
            if (!RowKey.isPossible(startSecond, endSecond, responseMillis)) {
                throw new IllegalArgumentException("a request of " + responseMillis + " ms cannot start in second "
                        + startSecond + " and end in second " + endSecond);
            }
        }
    }

    /** Creates an empty table. */
    public RequestTable(Instant origin) {
        // The log knows no parts of milliseconds.
        this.originMillis = origin.toEpochMilli();
    }

    /**
     * Returns the table of all requests in a log.
     *
     * @throws IOException as {@link SimulationLog#read}
     */
    public static RequestTable read(Path log, Instant origin) throws IOException {
        RequestTable table = new RequestTable(origin);
        table.end = SimulationLog.read(log, table::add);
        return table;
    }

    /** Adds a request or a crash. Other records do not count. */
    public void add(LogRecord entry) {
        if (entry instanceof LogRecord.Request request) {
            add(request);
        } else if (entry instanceof LogRecord.Crash crash) {
            crashes.add(crash.message(), 1, crash.atMillis());
        }
    }

    private void add(LogRecord.Request request) {
        Operation operation = operation(request.name());
        int endSecond = second(request.endMillis());
        int response = Math.toIntExact(request.responseTimeMillis());
        long key = RowKey.of(operation.index, request.ok(), response, second(request.startMillis()), endSecond);
        ofSecond(endSecond).add(key, 1);
        requests++;
        if (!request.ok()) {
            operation.failures.add(request.message(), 1, request.endMillis());
        }
        if (response < 0) {
            operation.setBackMillis = Math.min(operation.setBackMillis, request.endMillis());
        }
    }

    /**
     * Adds a row without its errors.
     *
     * @throws IllegalArgumentException if the table has it
     */
    void add(Row row) {
        long key = RowKey.of(
                operation(row.operation()).index, row.ok(), row.responseMillis(), row.startSecond(), row.endSecond());
        if (ofSecond(row.endSecond()).add(key, (int) row.count()) > 0) {
            throw new IllegalArgumentException("the row occurs twice");
        }
        requests += row.count();
    }

    /** Adds errors without their rows. */
    void add(RequestErrors errors) {
        for (ErrorCount error : errors.messages()) {
            Failures failures =
                    error.operation().map(name -> operation(name).failures).orElse(crashes);
            failures.add(
                    error.message(),
                    error.count(),
                    error.firstSeen().orElseThrow().toEpochMilli());
        }
        errors.setBack().forEach((name, at) -> operation(name).setBackMillis = at.toEpochMilli());
        end = end.and(errors.end());
    }

    /**
     * Adds all of another table, by its seconds since its own origin.
     *
     * @throws ArithmeticException if a row would count more than {@link Integer#MAX_VALUE} requests
     */
    public void add(RequestTable other) {
        long later = originMillis - other.originMillis;
        int[] indices = new int[other.byIndex.size()];
        for (Operation theirs : other.byIndex) {
            Operation ours = operation(theirs.name);
            indices[theirs.index] = ours.index;
            ours.failures.add(theirs.failures, later);
            if (theirs.wasSetBack()) {
                ours.setBackMillis = Math.min(ours.setBackMillis, theirs.setBackMillis + later);
            }
        }
        other.seconds.forEach((second, counts) -> {
            KeyCounts ours = ofSecond(second);
            counts.forEach((key, count) -> ours.add(RowKey.withOperation(key, indices[RowKey.operation(key)]), count));
        });
        requests += other.requests;
        crashes.add(other.crashes, later);
        end = end.and(other.end);
    }

    private int second(long epochMillis) {
        return Math.toIntExact(Math.floorDiv(epochMillis - originMillis, MILLIS));
    }

    private KeyCounts ofSecond(int second) {
        KeyCounts latest = ofLatestSecond;
        if (latest == null || latestSecond != second) {
            latest = seconds.computeIfAbsent(second, at -> new KeyCounts());
            latestSecond = second;
            ofLatestSecond = latest;
        }
        return latest;
    }

    // Not computeIfAbsent, which would allocate a lambda for every request.
    private Operation operation(String name) {
        Operation known = byName.get(name);
        if (known != null) {
            return known;
        }
        Operation added = new Operation(name, byIndex.size());
        byName.put(name, added);
        byIndex.add(added);
        return added;
    }

    /** Returns the start of second 0. */
    public Instant origin() {
        return Instant.ofEpochMilli(originMillis);
    }

    /** Returns the start of a second. */
    public Instant at(int second) {
        return Instant.ofEpochMilli(originMillis + second * MILLIS);
    }

    /** Returns the first second that begins at an instant or after it, to the millisecond. */
    public int secondFrom(Instant instant) {
        return Math.toIntExact(-Math.floorDiv(originMillis - instant.toEpochMilli(), MILLIS));
    }

    /** Passes on all rows: the seconds in which they ended in order, the rows of each in none. */
    public void forEach(Consumer<Row> receiver) {
        seconds.forEach((second, counts) -> counts.forEach(
                (key, count) -> receiver.accept(row(second, byIndex.get(RowKey.operation(key)), key, count))));
    }

    /** Returns all rows in order: by second of end, operation, failed before ok, response time, second of start. */
    public Stream<Row> rows() {
        List<Operation> sorted = byOperation().toList();
        int[] ranks = new int[sorted.size()];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[sorted.get(rank).index] = rank;
        }
        return seconds.entrySet().stream().flatMap(second -> {
            KeyCounts counts = second.getValue();
            return Arrays.stream(counts.keys())
                    .map(key -> RowKey.withOperation(key, ranks[RowKey.operation(key)]))
                    .sorted()
                    .mapToObj(key -> {
                        Operation operation = sorted.get(RowKey.operation(key));
                        int count = counts.count(RowKey.withOperation(key, operation.index));
                        return row(second.getKey(), operation, key, count);
                    });
        });
    }

    private static Row row(int endSecond, Operation operation, long key, int count) {
        return new Row(
                RowKey.startSecond(key, endSecond),
                endSecond,
                operation.name,
                RowKey.ok(key),
                RowKey.responseMillis(key),
                count);
    }

    private Stream<Operation> byOperation() {
        return byIndex.stream().sorted(Comparator.comparing(operation -> operation.name));
    }

    /** Returns all that the table holds besides its rows. */
    public RequestErrors errors() {
        Map<String, Instant> setBack = new TreeMap<>();
        byIndex.stream()
                .filter(Operation::wasSetBack)
                .forEach(operation -> setBack.put(operation.name, Instant.ofEpochMilli(operation.setBackMillis)));
        Stream<ErrorCount> messages =
                byIndex.stream().flatMap(operation -> operation.failures.counts(Optional.of(operation.name)));
        return new RequestErrors(
                origin(),
                requests,
                end,
                Stream.concat(messages, crashes.counts(Optional.empty()))
                        .sorted(Comparator.comparing(
                                        (ErrorCount error) -> error.operation().orElse(""))
                                .thenComparing(ErrorCount::message))
                        .toList(),
                setBack);
    }
}

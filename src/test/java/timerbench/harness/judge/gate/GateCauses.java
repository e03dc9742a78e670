package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import timerbench.harness.judge.gate.Cause.Culprit;
import timerbench.harness.judge.gate.Explanation.Change;
import timerbench.harness.judge.gate.Explanation.Kind;
import timerbench.harness.judge.gate.Explanation.Stacks;

/** Causes of verdicts to print. */
public final class GateCauses {
    private static final String LOOP =
            "Thread.run;FastThreadLocalRunnable.run;SingleThreadIoEventLoop.run;NioHandler.run";
    private static final String REQUEST = LOOP + ";HttpRequestHandler.handle;TimerHandlers.create";
    private static final String BATCH = "Thread.run;ThreadPoolExecutor.runWorker;BatchQueue.take;PostgresTimers.insert";

    /** A stack that is too deep to be drawn whole. */
    private static final String DEEP =
            IntStream.range(0, 90).mapToObj(i -> "Deep.call" + i).collect(Collectors.joining(";"));

    private static final Culprit CULPRIT =
            new Culprit("787a3cc90a1b2c3d4e5f60718293a4b5c6d7e8f9", "Timers are written twice", .964);

    private GateCauses() {}

    /** A slower method, a statement that is called twice, what is noise, and a culprit. */
    public static Cause known() {
        return new Cause(Optional.of(explanation(changes())), Optional.of(CULPRIT));
    }

    /** A profile in which nothing but noise is to be seen, and no culprit. */
    public static Cause unclear() {
        return new Cause(Optional.of(explanation(List.of(noise(1)))), Optional.empty());
    }

    /** A profile that shows nothing but why. */
    public static Cause failed() {
        Explanation nothing =
                new Explanation("", List.of(), List.of("The profiler could not be started."), Optional.empty());
        return new Cause(Optional.of(nothing), Optional.empty());
    }

    /** Texts that are made to do harm. */
    public static Cause hostile() {
        String text = GateReports.HOSTILE;
        Stacks stacks = new Stacks(List.of(text + " 3"), List.of(text + ";" + text + " 4"), 1, 1);
        List<Change> changes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            changes.add(new Change(kind, text, List.of(text, text), "µs", 0, 1, Double.NaN));
            changes.add(new Change(kind, text, List.of(), "", 12, 3, 0));
        }
        return new Cause(
                Optional.of(new Explanation(text, changes, List.of(text), Optional.of(stacks))),
                Optional.of(new Culprit(text, text, 1)));
    }

    /** Stacks as deep and as many as those of a large service. */
    public static Stacks large() {
        return new Stacks(deep(0), deep(1), .5, .5);
    }

    private static List<String> deep(int side) {
        return IntStream.range(0, 900)
                .mapToObj(i -> {
                    String frames = IntStream.range(0, 60)
                            .mapToObj(depth -> "io.vertx.core.impl.SomeRatherLongName" + depth + ".method"
                                    + (i >> Math.max(0, 10 - depth / 2)))
                            .collect(Collectors.joining(";"));
                    return frames + " " + (1 + side + 5000 / (1 + i));
                })
                .toList();
    }

    private static Explanation explanation(List<Change> changes) {
        return new Explanation(
                "JFR (a sample each 10 ms) and pg_stat_statements",
                changes,
                List.of("Waits for locks shorter than 1 ms were not seen."),
                Optional.of(stacks()));
    }

    private static List<Change> changes() {
        List<Change> changes = new ArrayList<>(List.of(
                new Change(
                        Kind.CPU,
                        "TimerJson.write",
                        List.of("TimerHandlers.create", "HttpRequestHandler.handle"),
                        "%",
                        4.1,
                        17.9,
                        .64),
                new Change(
                        Kind.STATEMENT_CALLS,
                        "SELECT shard, group_id, timer_id, execute_at, url, payload, attempt FROM timer WHERE shard = $1"
                                + " AND group_id = $2 AND timer_id = $3",
                        List.of(),
                        "",
                        .31,
                        1.29,
                        .004),
                new Change(
                        Kind.ALLOCATION,
                        "TimerJson.write",
                        List.of("TimerHandlers.create"),
                        "bytes",
                        2_048,
                        22_528,
                        310),
                new Change(Kind.WAIT, "BatchQueue.take", List.of("PostgresTimers.insert"), "µs", 410, 240, 22)));
        IntStream.range(0, 16).mapToObj(GateCauses::noise).forEach(changes::add);
        return changes;
    }

    private static Change noise(int i) {
        List<Kind> kinds = List.of(Kind.values());
        Kind kind = kinds.get(i % kinds.size());
        String unit = switch (kind) {
            case CPU -> "%";
            case ALLOCATION -> "bytes";
            case STATEMENT_CALLS -> "";
            default -> "µs";
        };
        return new Change(kind, "Another.method" + i, List.of("Caller.of" + i), unit, 3 + i, 3.4 + .9 * i, 1.2);
    }

    private static Stacks stacks() {
        return new Stacks(
                List.of(
                        REQUEST + ";TimerJson.write 24",
                        REQUEST + ";TimerRequests.read;JsonParser.next 41",
                        REQUEST + ";BatchQueue.add 18",
                        LOOP + ";SocketChannel.write 133",
                        LOOP + ";SocketChannel.read 71",
                        BATCH + ";PgConnection.send 96",
                        BATCH + ";PgConnection.receive 58",
                        "CompileBroker::compiler_thread_loop 34",
                        DEEP + " 6",
                        "G1 Main Marker 3"),
                List.of(
                        REQUEST + ";TimerJson.write 51",
                        REQUEST + ";TimerJson.write;StringBuilder.append 55",
                        REQUEST + ";TimerRequests.read;JsonParser.next 44",
                        REQUEST + ";BatchQueue.add 16",
                        LOOP + ";SocketChannel.write 128",
                        LOOP + ";SocketChannel.read 69",
                        BATCH + ";PgConnection.send 95",
                        BATCH + ";PgConnection.receive 29",
                        "CompileBroker::compiler_thread_loop 36",
                        DEEP + " 6",
                        "G1 Main Marker 7"),
                100 / 484.,
                100 / 478.);
    }
}

package simulations.support;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.load.DueRange;
import timerbench.harness.run.ExitCode;
import timerbench.harness.targets.MissingIds;

/**
 * Cost of feeders for the generator: a slow feeder is measured as if the target were slow. Run on a quiet machine,
 * after {@code ./timer-bench --help} has compiled it:
 *
 * <pre>{@code java -cp target/classes:target/test-classes:$(cat target/timer-bench.classpath) simulations.support.FeederCost [CPU s] }</pre>
 */
public final class FeederCost {
    private static final double MOST_PERCENT = 2;
    private static final double DEFAULT_CPU_SECONDS = 10;
    private static final double NANOS_PER_REQUEST_PER_CPU_SECOND = 1e9 / 100_000;

    private static final String HEAD =
            "feeder          | ns per record | %% of the generator's CPU at %.1f CPU s per 100,000 requests";
    private static final String ARGUMENT =
            "The generator is taken to spend %.1f CPU s on 100,000 requests (%.1f µs on each):"
                    + " the first argument, %.1f if there is none.";

    private static final int WARM_UP_ROUNDS = 3;
    private static final int ROUNDS = 7;
    private static final int RECORDS = 1_000_000;
    private static final int KEPT = 1_024;

    private FeederCost() {}

    /** Measures all feeders; ends with 1 if one costs more than {@value #MOST_PERCENT} % of the generator's CPU. */
    public static void main(String[] args) {
        Optional<Double> cpuSeconds = cpuSeconds(args);
        if (cpuSeconds.isEmpty()) {
            System.err.println(
                    "FeederCost takes one argument, the CPU seconds above 0 that the generator spends on 100,000"
                            + " requests, was " + String.join(" ", args));
            System.exit(ExitCode.WRONG_SETTINGS);
        }
        Map<String, Double> costs = new LinkedHashMap<>();
        feeders().forEach((name, feeder) -> costs.put(name, nanosPerRecord(feeder)));
        System.exit(report(costs, cpuSeconds.get(), System.out));
    }

    /** Returns the argument, its default without one, or nothing if it cannot be used. */
    static Optional<Double> cpuSeconds(String... args) {
        if (args.length == 0) {
            return Optional.of(DEFAULT_CPU_SECONDS);
        }
        try {
            return Optional.of(Double.valueOf(args[0]))
                    .filter(seconds -> args.length == 1 && seconds > 0 && Double.isFinite(seconds));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns every kind of feeder by its name, as simulations use it. */
    static Map<String, Iterator<Map<String, Object>>> feeders() {
        Map<String, Iterator<Map<String, Object>>> feeders = new LinkedHashMap<>();
        feeders.put("groups", Feeders.groups(0, 1));
        feeders.put("newTimerIds", Feeders.newTimerIds());
        feeders.put("payloads", Feeders.payloads(Payloads.sized(1_000, 1)));
        feeders.put("dueIn", Feeders.dueIn(new DueRange(Duration.ofSeconds(1), Duration.ofMinutes(10)), 1));
        feeders.put("weighted", Feeders.weighted("behaviour", Map.of("ok", 90.0, "fail", 8.0, "hang", 2.0), 1));
        feeders.put("skewed", Feeders.skewed("timer", RECORDS, 1, 1));
        feeders.put("missingTimerIds", Feeders.missingIds(new MissingIds()));
        return feeders;
    }

    /** Returns the median of several rounds; a pause of the machine spoils one of them, not the result. */
    private static double nanosPerRecord(Iterator<Map<String, Object>> feeder) {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round(feeder);
        }
        double[] rounds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = round(feeder);
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static double round(Iterator<Map<String, Object>> feeder) {
        // Kept for a while, as virtual users do, so that no record is optimised away.
        Object[] kept = new Object[KEPT];
        long start = System.nanoTime();
        for (int i = 0; i < RECORDS; i++) {
            kept[i % KEPT] = feeder.next();
        }
        long nanos = System.nanoTime() - start;
        if (Arrays.asList(kept).contains(null)) {
            throw new IllegalStateException("a feeder gave no record");
        }
        return (double) nanos / RECORDS;
    }

    /**
     * Prints what feeders cost, and returns the exit code for it.
     *
     * @param costs nanoseconds a record, by feeder
     * @param cpuSeconds that the generator spends on 100,000 requests
     */
    static int report(Map<String, Double> costs, double cpuSeconds, PrintStream out) {
        double nanosPerRequest = cpuSeconds * NANOS_PER_REQUEST_PER_CPU_SECOND;
        double sum = costs.values().stream().mapToDouble(nanos -> nanos).sum();
        out.printf(Locale.ROOT, HEAD + "%n", cpuSeconds);
        costs.forEach((name, nanos) -> out.println(line(name, nanos, nanosPerRequest)));
        out.println(line("sum", sum, nanosPerRequest));
        out.printf(Locale.ROOT, ARGUMENT + "%n", cpuSeconds, nanosPerRequest / 1e3, DEFAULT_CPU_SECONDS);
        List<String> tooDear = costs.keySet().stream()
                .filter(name -> percent(costs.get(name), nanosPerRequest) > MOST_PERCENT)
                .toList();
        if (tooDear.isEmpty()) {
            return 0;
        }
        out.printf(Locale.ROOT, "over %.1f %%: %s%n", MOST_PERCENT, String.join(", ", tooDear));
        return ExitCode.THRESHOLD_CROSSED;
    }

    private static double percent(double nanos, double nanosPerRequest) {
        return 100 * nanos / nanosPerRequest;
    }

    private static String line(String name, double nanos, double nanosPerRequest) {
        return String.format(Locale.ROOT, "%-15s | %13.1f | %.3f", name, nanos, percent(nanos, nanosPerRequest));
    }
}

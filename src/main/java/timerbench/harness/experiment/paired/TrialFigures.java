package timerbench.harness.experiment.paired;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.counts.MetricsPages;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.metrics.MetricsText;

/** What is counted of one trial. One thread writes it, the generator's; it is read when that has ended. */
final class TrialFigures {
    private static final int DIGITS = 3;

    /** The share of requests that may fail. */
    private static final double MOST_FAILED = 0.01;

    private static final String SERVER_SECONDS = "http_server_request_duration_seconds_sum";
    private static final MetricsText SERVER = new MetricsText(Set.of(SERVER_SECONDS, MetricsText.REQUESTS));

    private final LongAdder all = new LongAdder();
    private final Histogram micros = new Histogram(DIGITS);
    private final long from;
    private final long to;
    private final Duration lateAfter;
    private long answered;
    private long failed;
    private long sumMicros;

    /**
     * @param from when the hold begins, by {@link System#nanoTime}
     * @param to when it ends
     * @param lateAfter how late a callback may be before it counts as late
     */
    TrialFigures(long from, long to, Duration lateAfter) {
        this.from = from;
        this.to = to;
        this.lateAfter = lateAfter;
    }

    /** Records a request that was answered, or failed, at {@code end}. It counts if that is within the hold. */
    void ended(long start, long end, boolean done) {
        all.increment();
        if (end - from < 0 || end - to >= 0) {
            return;
        }
        long took = (end - start) / 1_000;
        answered++;
        sumMicros += took;
        micros.recordValue(took);
        if (!done) {
            failed++;
        }
    }

    /** Returns how many requests were answered, or failed, so far; from any thread. */
    long all() {
        return all.sum();
    }

    /**
     * The counters of a trial at one moment of it.
     *
     * @param requests answered so far, whether they count or not
     * @param cpu seconds by the word for each process tree of the target
     * @param server the target's own count of its requests; absent if it publishes none
     */
    record Counters(long requests, Map<String, Double> cpu, Optional<Server> server) {
        /** Returns the mean microseconds of a request since {@code before}, as the target measured it. */
        private Optional<Double> serverMicrosSince(Counters before) {
            return server.flatMap(now -> before.server.map(
                            then -> (now.seconds - then.seconds) / (now.requests - then.requests) * 1e6))
                    .filter(Double::isFinite);
        }

        /** Returns the CPU seconds per thousand requests since {@code before}; null if they were not measured. */
        private @Nullable Double cpuPerThousandSince(Counters before, String word) {
            double thousands = (requests - before.requests) / 1e3;
            Double now = cpu.get(word);
            Double then = before.cpu.get(word);
            return now == null || then == null || thousands <= 0 ? null : (Double) ((now - then) / thousands);
        }
    }

    /**
     * Requests that the target has answered, and the seconds from their heads to the last bytes of their responses.
     */
    private record Server(double seconds, double requests) {}

    /** Returns the counters of now; from any thread. */
    Counters counters(Target target) {
        long requests = all.sum();
        Map<String, Double> cpu = new LinkedHashMap<>();
        target.processes().forEach((word, roots) -> cpu.put(word, ProcessMonitor.cpuSeconds(roots)));
        return new Counters(requests, cpu, server(target));
    }

    /**
     * Returns the values that every trial of the target has: those that depend on the kind of target. A trial may lack
     * them, as on a machine that is too slow for a single callback, but they are not to be missed for good.
     */
    static Set<TrialValue> expected(Target target) {
        Set<TrialValue> expected = EnumSet.noneOf(TrialValue.class);
        if (target.dialect().hasCallback()) {
            expected.addAll(List.of(TrialValue.LATENESS_P50, TrialValue.LATE_SHARE));
        }
        if (target.processes().containsKey(MetricScope.SERVICE)) {
            expected.add(TrialValue.CPU_SECONDS_PER_THOUSAND);
        }
        if (target.processes().containsKey(MetricScope.DATABASE)) {
            expected.add(TrialValue.DATABASE_CPU_SECONDS_PER_THOUSAND);
        }
        if (LeftOver.written(target).isPresent()) {
            expected.add(TrialValue.WAL_BYTES_PER_THOUSAND);
        }
        return expected;
    }

    private static Optional<Server> server(Target target) {
        double seconds = 0;
        double requests = 0;
        for (String text : MetricsPages.read(target.urls(), new TargetClient(target.headers()))) {
            for (var series : SERVER.read(text).entrySet()) {
                if (series.getKey().isOf(SERVER_SECONDS)) {
                    seconds += series.getValue();
                } else {
                    requests += series.getValue();
                }
            }
        }
        return requests > 0 ? Optional.of(new Server(seconds, requests)) : Optional.empty();
    }

    /**
     * Returns the result of the trial.
     *
     * @param before counters at the beginning of the hold
     * @param after counters at its end
     * @param left what the target held after the last callback
     */
    PairedTrial trial(LedgerReport callbacks, Counters before, Counters after, LeftOver left) {
        Map<String, Double> values = new LinkedHashMap<>();
        // Half of the hold belongs to the other load.
        put(values, TrialValue.THROUGHPUT, answered * 1e9 / ((to - from) / 2.0));
        put(values, TrialValue.RESPONSE_TIME_MEAN, (double) sumMicros / answered);
        put(values, TrialValue.RESPONSE_TIME_P50, (double) micros.getValueAtPercentile(50));
        put(values, TrialValue.RESPONSE_TIME_P95, (double) micros.getValueAtPercentile(95));
        put(values, TrialValue.RESPONSE_TIME_P99, (double) micros.getValueAtPercentile(99));
        put(values, TrialValue.SERVER_TIME_MEAN, after.serverMicrosSince(before).orElse(null));
        callbacks.lateness().ifPresent(lateness -> putLateness(values, lateness));
        put(values, TrialValue.CPU_SECONDS_PER_THOUSAND, after.cpuPerThousandSince(before, MetricScope.SERVICE));
        put(
                values,
                TrialValue.DATABASE_CPU_SECONDS_PER_THOUSAND,
                after.cpuPerThousandSince(before, MetricScope.DATABASE));
        put(
                values,
                TrialValue.WAL_BYTES_PER_THOUSAND,
                left.walBytes().isPresent() ? (Double) (left.walBytes().getAsLong() * 1e3 / all.sum()) : null);
        put(values, TrialValue.LIVE_BYTES, left.service().liveBytes());
        put(values, TrialValue.RESIDENT_BYTES, left.service().residentBytes());
        put(values, TrialValue.OPEN_FILES, left.service().openFiles());
        put(values, TrialValue.DATABASE_CONNECTIONS, left.databaseConnections());
        return new PairedTrial(values, violations(callbacks), Optional.empty());
    }

    private void putLateness(Map<String, Double> values, Distribution lateness) {
        put(values, TrialValue.LATENESS_MEAN, lateness.mean());
        Histogram micros = lateness.decode();
        put(values, TrialValue.LATENESS_P50, (double) micros.getValueAtPercentile(50));
        put(values, TrialValue.LATENESS_P95, (double) micros.getValueAtPercentile(95));
        put(
                values,
                TrialValue.LATENESS_P99,
                lateness.percentiles().containsKey(Percentile.P99)
                        ? (Double) (double) lateness.percentiles().get(Percentile.P99)
                        : null);
        long late = micros.getCountBetweenValues(lateAfter.toNanos() / 1_000 + 1, Long.MAX_VALUE);
        put(values, TrialValue.LATE_SHARE, late * 100.0 / lateness.count());
    }

    private static void put(Map<String, Double> values, TrialValue what, OptionalLong value) {
        put(values, what, value.isPresent() ? (Double) (double) value.getAsLong() : null);
    }

    /** Leaves out what was not measured. */
    private static void put(Map<String, Double> values, TrialValue what, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            values.put(what.word(), value);
        }
    }

    private List<String> violations(LedgerReport callbacks) {
        List<String> violations = new ArrayList<>();
        for (CallbackOutcome outcome : CallbackOutcome.values()) {
            if (outcome.isViolation() && callbacks.count(outcome) > 0) {
                violations.add(callbacks.count(outcome) + " callbacks " + outcome.word());
            }
        }
        callbacks.hint().ifPresent(violations::add);
        if (failed > answered * MOST_FAILED) {
            violations.add(String.format(Locale.ROOT, "%,d of %,d requests failed", failed, answered));
        }
        return violations;
    }
}

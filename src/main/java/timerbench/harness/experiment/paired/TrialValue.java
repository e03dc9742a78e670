package timerbench.harness.experiment.paired;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;
import timerbench.harness.run.Word;

/**
 * The values that are measured of each trial of a pair. Their names in files are those of the constants, in camel
 * case.
 */
public enum TrialValue implements Word {
    /** Requests answered during the hold, per second. */
    THROUGHPUT(Unit.PER_SECOND, Better.HIGHER),
    RESPONSE_TIME_MEAN(Unit.MICROSECONDS, Better.LOWER),
    RESPONSE_TIME_P50(Unit.MICROSECONDS, Better.LOWER),
    RESPONSE_TIME_P95(Unit.MICROSECONDS, Better.LOWER),
    RESPONSE_TIME_P99(Unit.MICROSECONDS, Better.LOWER),
    /** The mean by the target's own clock, from a request's head to its last byte. */
    SERVER_TIME_MEAN(Unit.MICROSECONDS, Better.LOWER),
    LATENESS_MEAN(Unit.MICROSECONDS, Better.LOWER),
    LATENESS_P50(Unit.MICROSECONDS, Better.LOWER),
    LATENESS_P95(Unit.MICROSECONDS, Better.LOWER),
    /** Measured only of enough callbacks. */
    LATENESS_P99(Unit.MICROSECONDS, Better.LOWER),
    /** The share of callbacks that came later than the limit of the settings. */
    LATE_SHARE(Unit.PERCENT, Better.LOWER),
    /** CPU seconds of the service for a thousand requests. */
    CPU_SECONDS_PER_THOUSAND(Unit.SECONDS, Better.LOWER),
    /** CPU seconds of the database for a thousand requests. */
    DATABASE_CPU_SECONDS_PER_THOUSAND(Unit.SECONDS, Better.LOWER),
    /** Bytes that the database wrote to its write-ahead log for a thousand requests, those of the warm-up included. */
    WAL_BYTES_PER_THOUSAND(Unit.BYTES, Better.LOWER),
    /** The objects that the service's JVMs refer to after the last callback, when all garbage is collected. */
    LIVE_BYTES(Unit.BYTES, Better.LOWER),
    /** Resident memory of the service after the last callback. */
    RESIDENT_BYTES(Unit.BYTES, Better.LOWER),
    /** Files and connections that the service has open after the last callback. */
    OPEN_FILES(Unit.ONE, Better.LOWER),
    /** Connections to the database that are left after the last callback. */
    DATABASE_CONNECTIONS(Unit.ONE, Better.LOWER);

    private final String word;
    private final Unit unit;
    private final Better better;

    TrialValue(Unit unit, Better better) {
        this.unit = unit;
        this.better = better;
        this.word = camelCase(name());
    }

    private static String camelCase(String constant) {
        StringBuilder text = new StringBuilder();
        for (String part : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return text.toString();
    }

    /**
     * Returns the metrics that a paired gate decides by, of those that were measured of both sides. They were chosen
     * by their noise (docs/decisions/0021-sequential-gate.md).
     */
    public static List<GateMetric> gateMetrics(Set<TrialValue> measured) {
        MetricScope trial = MetricScope.trial();
        MetricScope service = MetricScope.process(MetricScope.SERVICE);
        Map<TrialValue, GateMetric> metrics = new EnumMap<>(TrialValue.class);
        metrics.put(THROUGHPUT, THROUGHPUT.byRatio(trial, 0.02, 0.05));
        metrics.put(CPU_SECONDS_PER_THOUSAND, CPU_SECONDS_PER_THOUSAND.byRatio(service, 0.02, 0.05));
        metrics.put(RESPONSE_TIME_P95, RESPONSE_TIME_P95.byRatio(trial, 0.04, 0.1));
        metrics.put(RESPONSE_TIME_P99, RESPONSE_TIME_P99.byRatio(trial, 0.08, 0.2));
        metrics.put(LATENESS_P50, LATENESS_P50.byRatio(trial, 0.04, 0.1));
        metrics.put(LATE_SHARE, LATE_SHARE.byDifference(trial, 2, 5));
        metrics.put(DATABASE_CPU_SECONDS_PER_THOUSAND, DATABASE_CPU_SECONDS_PER_THOUSAND.byRatio(trial, 0.04, 0.1));
        metrics.put(WAL_BYTES_PER_THOUSAND, WAL_BYTES_PER_THOUSAND.byRatio(trial, 0.04, 0.1));
        metrics.put(LIVE_BYTES, LIVE_BYTES.byRatio(service, 0.04, 0.1));
        if (!measured.contains(LIVE_BYTES)) {
            metrics.put(RESIDENT_BYTES, RESIDENT_BYTES.byRatio(service, 0.04, 0.1));
        }
        metrics.put(OPEN_FILES, OPEN_FILES.byDifference(service, 5, 10));
        metrics.put(DATABASE_CONNECTIONS, DATABASE_CONNECTIONS.byDifference(trial, 2, 4));
        metrics.keySet().retainAll(measured);
        return List.copyOf(metrics.values());
    }

    private GateMetric byRatio(MetricScope scope, double least, double sought) {
        return new GateMetric(new JudgedMetric(word, scope, unit, better), GateMetric.Scale.RATIO, least, sought);
    }

    private GateMetric byDifference(MetricScope scope, double least, double sought) {
        return new GateMetric(new JudgedMetric(word, scope, unit, better), GateMetric.Scale.DIFFERENCE, least, sought);
    }

    /** Returns the values that all of these trials have. */
    public static Set<TrialValue> measured(Collection<PairedTrial> trials) {
        return Arrays.stream(values())
                .filter(value ->
                        trials.stream().allMatch(trial -> trial.values().containsKey(value.word)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TrialValue.class)));
    }

    @Override
    public String word() {
        return word;
    }

    public Unit unit() {
        return unit;
    }

    public Better better() {
        return better;
    }
}

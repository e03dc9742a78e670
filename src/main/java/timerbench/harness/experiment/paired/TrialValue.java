package timerbench.harness.experiment.paired;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.GateMetric;
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
    /** CPU seconds of the service for a thousand requests. */
    CPU_SECONDS_PER_THOUSAND(Unit.SECONDS, Better.LOWER),
    /** CPU seconds of the database for a thousand requests. */
    DATABASE_CPU_SECONDS_PER_THOUSAND(Unit.SECONDS, Better.LOWER);

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
     * Returns the metrics that a paired gate decides by. They were chosen by their noise
     * (docs/decisions/0017-paired-gate.md).
     *
     * @param processes whether the services' processes, and so their CPU times, are known
     * @param callbacks whether callbacks can be told apart, so that their lateness is known
     */
    public static List<GateMetric> gateMetrics(boolean processes, boolean callbacks) {
        MetricScope trial = MetricScope.trial();
        List<GateMetric> metrics = new ArrayList<>();
        metrics.add(THROUGHPUT.gateMetric(trial, 0.02, 0.05));
        if (processes) {
            metrics.add(CPU_SECONDS_PER_THOUSAND.gateMetric(MetricScope.process(MetricScope.SERVICE), 0.02, 0.05));
        }
        metrics.add(RESPONSE_TIME_P95.gateMetric(trial, 0.04, 0.1));
        if (callbacks) {
            metrics.add(LATENESS_P50.gateMetric(trial, 0.04, 0.1));
        }
        return metrics;
    }

    private GateMetric gateMetric(MetricScope scope, double least, double sought) {
        return new GateMetric(new JudgedMetric(word, scope, unit, better), GateMetric.Scale.RATIO, least, sought);
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

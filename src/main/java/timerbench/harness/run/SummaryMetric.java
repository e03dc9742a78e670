package timerbench.harness.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import timerbench.harness.stats.Median;

/** The figures that summarize a run in one line: the median over its trials. */
public enum SummaryMetric implements Word {
    THROUGHPUT_OPS_PER_SEC(
            "throughput", "1/s", Better.HIGHER, trial -> Requests.allOf(trial).throughput(trial)),
    LATENCY_P95_MS("p95 response time", "ms", Better.LOWER, trial -> responseTime(trial, Percentile.P95)),
    LATENCY_P99_MS("p99 response time", "ms", Better.LOWER, trial -> responseTime(trial, Percentile.P99)),
    ERROR_RATE(
            "error rate",
            "share of requests",
            Better.LOWER,
            trial -> Requests.allOf(trial).errorRate(trial)),
    MEMORY_USAGE_MB("memory of the service", "MB", Better.LOWER, trial -> ofService(trial, Metric.MEMORY)),
    CPU_USAGE_PERCENT("CPU of the service", "% of one", Better.LOWER, SummaryMetric::cpu),
    LATENESS_P99_MS("p99 lateness", "ms", Better.LOWER, SummaryMetric::lateness),
    /** A sum over the trials, since one in any trial is too many. */
    LOST("lost callbacks", "callbacks", Better.LOWER, trial -> trial.value("lost", MetricScope.trial())),
    DUPLICATES(
            "duplicate callbacks", "callbacks", Better.LOWER, trial -> trial.value("duplicates", MetricScope.trial()));

    private static final double MICROS = 1e3;
    private static final double PERCENT = 100;

    /** The confidence of an interval that is not used here. */
    private static final double CONFIDENCE = 0.95;

    private final String label;
    private final String unit;
    private final Better better;

    @SuppressWarnings("ImmutableEnumChecker") // functions that hold no state
    private final Function<Trial, Optional<Double>> figure;

    SummaryMetric(String label, String unit, Better better, Function<Trial, Optional<Double>> figure) {
        this.label = label;
        this.unit = unit;
        this.better = better;
        this.figure = figure;
    }

    private static Optional<Double> responseTime(Trial trial, Percentile percentile) {
        return Requests.allOf(trial).responseTime(trial).flatMap(times -> percentile(times, percentile));
    }

    private static Optional<Double> lateness(Trial trial) {
        return trial.distribution(Metric.LATENESS, MetricScope.trial())
                .flatMap(lateness -> percentile(lateness, Percentile.P99))
                .map(micros -> micros / MICROS);
    }

    private static Optional<Double> percentile(Distribution samples, Percentile percentile) {
        return Optional.ofNullable(samples.percentiles().get(percentile)).map(Long::doubleValue);
    }

    private static Optional<Double> ofService(Trial trial, String metric) {
        return trial.value(metric, MetricScope.process(MetricScope.SERVICE));
    }

    private static Optional<Double> cpu(Trial trial) {
        return ofService(trial, Metric.CPU_CORES).map(cores -> cores * PERCENT);
    }

    /** Returns the figure of a run; empty if one of its trials lacks it. */
    public Optional<Double> of(Run run) {
        double[] values = run.trials().stream()
                .flatMap(trial -> figure.apply(trial).stream())
                .mapToDouble(value -> value)
                .toArray();
        if (values.length < run.trials().size()) {
            return Optional.empty();
        }
        return Optional.of(
                isCount()
                        ? Arrays.stream(values).sum()
                        : Median.of(values, CONFIDENCE).value());
    }

    private boolean isCount() {
        return this == LOST || this == DUPLICATES;
    }

    /** Returns a figure as files and tables show it: a count without decimals. */
    public Number number(double value) {
        return isCount() ? (Number) Math.round(value) : (Number) value;
    }

    /** Returns the name of the column in tables and files, such as {@code latency_p95_ms}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String word() {
        return column();
    }

    /** Returns the name for people. */
    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    public Better better() {
        return better;
    }
}

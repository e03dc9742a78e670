package timerbench.harness.judge.compare;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.run.Better;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.run.Word;

/** A metric that is compared: one figure per run, from its {@code run.json} or from the bare driver before it. */
public enum ComparedMetric implements Word {
    THROUGHPUT("throughput", "throughput", Unit.PER_SECOND, Better.HIGHER, ofRequests(Requests::throughput)),
    BARE_DRIVER("bareDriver", "bare driver", Unit.PER_SECOND, Better.HIGHER, ComparedMetric::bare),
    THROUGHPUT_TO_BARE(
            "throughputToBare", "throughput / bare", Unit.ONE, Better.HIGHER, ComparedMetric::throughputToBare),
    P50("p50", "p50 response time", Unit.MILLISECONDS, Better.LOWER, percentile(Percentile.P50)),
    P95("p95", "p95 response time", Unit.MILLISECONDS, Better.LOWER, percentile(Percentile.P95)),
    P99("p99", "p99 response time", Unit.MILLISECONDS, Better.LOWER, percentile(Percentile.P99)),
    /** The share of failed requests, 0 to 1. */
    ERROR_RATE("errorRate", "error rate", Unit.ONE, Better.LOWER, ofRequests(Requests::errorRate)),
    CPU_SERVICE("cpuService", "CPU time per 1,000 requests, service", Unit.SECONDS, cpu(MetricScope.SERVICE)),
    CPU_DATABASE("cpuDatabase", "CPU time per 1,000 requests, database", Unit.SECONDS, cpu(MetricScope.DATABASE)),
    MEMORY_SERVICE("memoryService", "largest memory, service", Unit.MEGABYTES, memory(MetricScope.SERVICE)),
    MEMORY_DATABASE("memoryDatabase", "largest memory, database", Unit.MEGABYTES, memory(MetricScope.DATABASE)),
    DISK_PER_TIMER("diskPerTimer", "disk per timer", Unit.BYTES, process(Metric.DISK_PER_TIMER, MetricScope.DATABASE));

    private static final String MIXED = "mixed";
    private static final List<String> MIXED_OF = List.of("create", "read", "update", "delete");

    private final String word;
    private final String label;
    private final Unit unit;
    private final Better better;

    @SuppressWarnings("ImmutableEnumChecker") // functions that hold no state
    private final Function<CellResult, Optional<Double>> figure;

    ComparedMetric(String word, String label, Unit unit, Better better, Function<CellResult, Optional<Double>> figure) {
        this.word = word;
        this.label = label;
        this.unit = unit;
        this.better = better;
        this.figure = figure;
    }

    ComparedMetric(String word, String label, Unit unit, Function<CellResult, Optional<Double>> figure) {
        this(word, label, unit, Better.LOWER, figure);
    }

    /** Returns a figure of the requests of the operation. */
    private static Function<CellResult, Optional<Double>> ofRequests(
            BiFunction<Requests, Trial, Optional<Double>> figure) {
        return result -> result.trial()
                .flatMap(trial -> figure.apply(requests(result.cell().operation()), trial));
    }

    /** Returns the requests of an operation of the stress simulation; {@code mixed} has all four kinds. */
    public static Requests requests(String operation) {
        return Requests.of(operation.equals(MIXED) ? MIXED_OF : List.of(operation));
    }

    private static Function<CellResult, Optional<Double>> percentile(Percentile percentile) {
        return ofRequests((requests, trial) -> requests.responseTime(trial)
                .map(times -> times.percentiles().get(percentile))
                .map(Long::doubleValue));
    }

    private static Function<CellResult, Optional<Double>> cpu(String process) {
        return process(Metric.CPU_SECONDS_PER_THOUSAND, process);
    }

    private static Function<CellResult, Optional<Double>> memory(String process) {
        return process(Metric.MEMORY, process);
    }

    private static Function<CellResult, Optional<Double>> process(String metric, String process) {
        return result -> result.trial().flatMap(trial -> trial.value(metric, MetricScope.process(process)));
    }

    private static Optional<Double> bare(CellResult result) {
        return result.bare().flatMap(BareDriver::perSecond);
    }

    private static Optional<Double> throughputToBare(CellResult result) {
        return bare(result).flatMap(bare -> THROUGHPUT.of(result).map(throughput -> throughput / bare));
    }

    /** Returns the figure of a run, or nothing if it was not measured. */
    public Optional<Double> of(CellResult result) {
        return figure.apply(result);
    }

    /** Returns whether the metric needs the bare driver, so that only some operations have it. */
    public boolean isOfBareDriver() {
        return this == BARE_DRIVER || this == THROUGHPUT_TO_BARE;
    }

    @Override
    public String word() {
        return word;
    }

    /** Returns the name for people. */
    public String label() {
        return label;
    }

    public Unit unit() {
        return unit;
    }

    public Better better() {
        return better;
    }
}

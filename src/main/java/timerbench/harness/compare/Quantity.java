package timerbench.harness.compare;

import java.util.Optional;
import java.util.function.BiFunction;
import timerbench.harness.result.Better;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Percentile;
import timerbench.harness.result.Subject;
import timerbench.harness.result.Trial;
import timerbench.harness.result.Unit;

/** What is compared: one figure a run, all of them from {@code run.json}. */
public enum Quantity {
    THROUGHPUT("throughput", "throughput", Unit.PER_SECOND, Better.HIGHER, Requests::throughput),
    P50("p50", "p50", Unit.MILLISECONDS, Better.LOWER, Requests.percentile(Percentile.P50)),
    P95("p95", "p95", Unit.MILLISECONDS, Better.LOWER, Requests.percentile(Percentile.P95)),
    P99("p99", "p99", Unit.MILLISECONDS, Better.LOWER, Requests.percentile(Percentile.P99)),
    /** A share, 0 to 1. */
    ERROR_RATE("errorRate", "errors", Unit.ONE, Better.LOWER, Requests::errorRate),
    CPU_SERVICE("cpuService", "CPU per 1,000, service", Unit.SECONDS, cpu(Subject.SERVICE)),
    CPU_DATABASE("cpuDatabase", "CPU per 1,000, database", Unit.SECONDS, cpu(Subject.DATABASE)),
    MEMORY_SERVICE("memoryService", "memory, service", Unit.MEGABYTES, memory(Subject.SERVICE)),
    MEMORY_DATABASE("memoryDatabase", "memory, database", Unit.MEGABYTES, memory(Subject.DATABASE)),
    DISK_PER_TIMER("diskPerTimer", "disk per timer", Unit.BYTES, process(Metric.DISK_PER_TIMER, Subject.DATABASE));

    private final String word;
    private final String label;
    private final Unit unit;
    private final Better better;

    @SuppressWarnings("ImmutableEnumChecker") // functions that hold no state
    private final BiFunction<Trial, String, Optional<Double>> figure;

    Quantity(String word, String label, Unit unit, Better better, BiFunction<Trial, String, Optional<Double>> figure) {
        this.word = word;
        this.label = label;
        this.unit = unit;
        this.better = better;
        this.figure = figure;
    }

    Quantity(String word, String label, Unit unit, BiFunction<Trial, String, Optional<Double>> figure) {
        this(word, label, unit, Better.LOWER, figure);
    }

    private static BiFunction<Trial, String, Optional<Double>> cpu(String process) {
        return process(Metric.CPU_SECONDS_PER_THOUSAND, process);
    }

    private static BiFunction<Trial, String, Optional<Double>> memory(String process) {
        return process(Metric.MEMORY, process);
    }

    private static BiFunction<Trial, String, Optional<Double>> process(String metric, String process) {
        return (trial, operation) -> trial.value(metric, Subject.process(process));
    }

    /** Returns the figure of a trial of this operation, or nothing if it was not measured. */
    public Optional<Double> of(Trial trial, String operation) {
        return figure.apply(trial, operation);
    }

    /** Returns the word that stands for it in files. */
    public String word() {
        return word;
    }

    /** Returns what people call it. */
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

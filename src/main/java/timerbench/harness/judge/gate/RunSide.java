package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;
import timerbench.harness.stats.Median;

/** One of two runs that are held against each other: each figure of all its trials as one. */
final class RunSide {
    private static final List<String> OF_OPERATIONS =
            List.of(Metric.THROUGHPUT, Metric.RESPONSE_TIME, Metric.ERROR_RATE);
    /** Wanted by the interval of a median, which is not used here. */
    private static final double CONFIDENCE = 0.95;

    private final String word;
    private final Run run;

    /** @param word what it is called in sentences: baseline or candidate */
    RunSide(String word, Run run) {
        this.word = word;
        this.run = run;
    }

    /** Returns the names of its requests. What was shed has a name, too, but the more of it there is, the worse. */
    NavigableSet<String> operations() {
        NavigableSet<String> operations = new TreeSet<>();
        metrics()
                .filter(metric -> OF_OPERATIONS.contains(metric.name()))
                .flatMap(metric -> metric.subject().operation().stream())
                .filter(operation -> !operation.equals(Requests.SHED))
                .forEach(operations::add);
        return operations;
    }

    /** Returns whether any of its trials has a figure or samples of it. */
    boolean has(String metric, MetricScope subject) {
        return metrics()
                .anyMatch(known -> known.name().equals(metric)
                        && known.subject().equals(subject)
                        && !(known.measured() instanceof Measured.NoSamples));
    }

    private Stream<Metric> metrics() {
        return run.trials().stream().flatMap(trial -> trial.metrics().stream());
    }

    /** Returns the median over the trials. */
    MetricValue median(String metric, MetricScope subject) {
        return ofAll(trial -> value(trial, metric, subject), RunSide::median);
    }

    /** Returns the median over the trials of the p95 of each. */
    MetricValue p95(String metric, MetricScope subject) {
        return ofAll(trial -> p95(trial, metric, subject), RunSide::median);
    }

    /** Returns the largest of all trials. */
    MetricValue largest(String metric, MetricScope subject) {
        return ofAll(
                trial -> value(trial, metric, subject),
                values -> Arrays.stream(values).max().orElseThrow());
    }

    private static double median(double[] values) {
        return Median.of(values, CONFIDENCE).value();
    }

    /** What one trial lacks, the others do not make up for. */
    private MetricValue ofAll(Function<Trial, MetricValue> figure, ToDoubleFunction<double[]> reduction) {
        List<Double> values = new ArrayList<>();
        for (Trial trial : run.trials()) {
            MetricValue reading = figure.apply(trial);
            if (reading.isMissing()) {
                return reading;
            }
            values.add(reading.value().orElseThrow());
        }
        return MetricValue.of(reduction.applyAsDouble(
                values.stream().mapToDouble(value -> value).toArray()));
    }

    private MetricValue value(Trial trial, String metric, MetricScope subject) {
        return trial.value(metric, subject).map(MetricValue::of).orElseGet(() -> notMeasured(trial));
    }

    private MetricValue notMeasured(Trial trial) {
        return MetricValue.missing("not measured in " + place(trial));
    }

    private MetricValue p95(Trial trial, String metric, MetricScope subject) {
        return trial.distribution(metric, subject)
                .map(known -> p95(trial, known))
                .orElseGet(() -> notMeasured(trial));
    }

    private MetricValue p95(Trial trial, Distribution samples) {
        Long p95 = samples.percentiles().get(Percentile.P95);
        return p95 == null
                ? MetricValue.missing("not supported by the " + Numbers.text(samples.count()) + " samples in "
                        + place(trial) + "; " + Numbers.text(Percentile.P95.samplesNeeded()) + " are needed")
                : MetricValue.of(p95);
    }

    /** Returns why nothing must be judged by its figures, a sentence for each trial of which that is so. */
    List<String> unfit() {
        return run.trials().stream()
                .flatMap(trial -> unfit(trial).stream()
                        .map(reason -> place(trial) + " " + reason + ", so nothing is judged by its figures"))
                .toList();
    }

    private static Optional<String> unfit(Trial trial) {
        return trial.outcome()
                .cutShortBy()
                .map(reason -> "was cut short (" + reason + ")")
                .or(() -> trial.generatorSaturated()
                        .filter(saturated -> saturated)
                        .map(saturated -> "had its generator saturated: it, not the target, set the pace"));
    }

    private String place(Trial trial) {
        String side = "the " + word;
        return run.trials().size() == 1 ? side : "trial " + trial.number() + " of " + side;
    }
}

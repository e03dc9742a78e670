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

/** One of two runs that the gate compares. It reduces each figure to one value over all trials. */
final class RunSide {
    private static final List<String> OF_OPERATIONS =
            List.of(Metric.THROUGHPUT, Metric.RESPONSE_TIME, Metric.ERROR_RATE);
    private final String word;
    private final Run run;

    /** @param word the run's name in sentences: baseline or candidate */
    RunSide(String word, Run run) {
        this.word = word;
        this.run = run;
    }

    /**
     * Returns the names of the run's operations. Shed requests have a name, too, but are no operation: more is worse.
     */
    NavigableSet<String> operations() {
        NavigableSet<String> operations = new TreeSet<>();
        metrics()
                .filter(metric -> OF_OPERATIONS.contains(metric.name()))
                .flatMap(metric -> metric.subject().operation().stream())
                .filter(operation -> !operation.equals(Requests.SHED))
                .forEach(operations::add);
        return operations;
    }

    /** Returns whether any trial has a figure or samples of the metric. */
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
        return ofAll(trial -> value(trial, metric, subject), Median::of);
    }

    /** Returns the median over the trials of the p95 of each. */
    MetricValue p95(String metric, MetricScope subject) {
        return ofAll(trial -> p95(trial, metric, subject), Median::of);
    }

    /** Returns the largest of all trials. */
    MetricValue largest(String metric, MetricScope subject) {
        return ofAll(
                trial -> value(trial, metric, subject),
                values -> Arrays.stream(values).max().orElseThrow());
    }

    /** A figure that one trial lacks is missing: the others do not make up for it. */
    private MetricValue ofAll(Function<Trial, MetricValue> figure, ToDoubleFunction<double[]> reduction) {
        List<Double> values = new ArrayList<>();
        for (Trial trial : run.trials()) {
            MetricValue value = figure.apply(trial);
            if (value.isMissing()) {
                return value;
            }
            values.add(value.value().orElseThrow());
        }
        return MetricValue.of(reduction.applyAsDouble(
                values.stream().mapToDouble(each -> each).toArray()));
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

    /** Returns why the run's figures are unfit to be judged, a sentence for each trial to blame. */
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
                        .map(saturated -> "had a saturated generator, which limited the load instead of the target"));
    }

    private String place(Trial trial) {
        String side = "the " + word;
        return run.trials().size() == 1 ? side : "trial " + trial.number() + " of " + side;
    }

    /**
     * One figure of a run.
     *
     * @param missing why there is none, as the end of a sentence; empty if there is one
     */
    record MetricValue(Optional<Double> value, String missing) {
        static MetricValue of(double value) {
            return new MetricValue(Optional.of(value), "");
        }

        static MetricValue missing(String reason) {
            return new MetricValue(Optional.empty(), reason);
        }

        boolean isMissing() {
            return value.isEmpty();
        }
    }
}

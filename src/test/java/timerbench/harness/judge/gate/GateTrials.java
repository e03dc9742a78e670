package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;

/** Pairs for tests: the baseline's values are all 1,000, and the candidate's as asked for. */
final class GateTrials {
    static final GateMetric THROUGHPUT = metric("throughput", Unit.PER_SECOND, Better.HIGHER);
    static final GateMetric P95 = metric("responseTimeP95", Unit.MILLISECONDS, Better.LOWER);
    /** Changes by less than 1 %, in which no direction prevails. */
    static final double[] CALM = {0.004, -0.005, 0.003, -0.002, 0.006, -0.004, -0.001, 0.002, -0.003, 0.001};
    /** Changes by 4 to 6 %, all upwards. */
    static final double[] UP = {0.05, 0.045, 0.055, 0.06, 0.04, 0.05, 0.052, 0.048, 0.051, 0.049};

    static final double[] DOWN = scaled(UP, -1);

    private GateTrials() {}

    private static GateMetric metric(String name, Unit unit, Better better) {
        return new GateMetric(
                new JudgedMetric(name, MetricScope.operation("create"), unit, better),
                GateMetric.Scale.RATIO,
                0.02,
                0.05);
    }

    static double[] scaled(double[] changes, double factor) {
        return Arrays.stream(changes).map(change -> change * factor).toArray();
    }

    /** Returns pairs whose candidate differs from the baseline by these shares. */
    static List<Pair> pairs(Map<GateMetric, double[]> changes) {
        int pairs = changes.values().iterator().next().length;
        List<Pair> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Map<String, Double> baseline = new LinkedHashMap<>();
            Map<String, Double> candidate = new LinkedHashMap<>();
            for (Map.Entry<GateMetric, double[]> metric : changes.entrySet()) {
                baseline.put(metric.getKey().name(), 1_000.0);
                candidate.put(metric.getKey().name(), 1_000 * (1 + metric.getValue()[i]));
            }
            all.add(new Pair(i + 1, i % 2 == 0, trial(baseline), trial(candidate)));
        }
        return all;
    }

    static List<Pair> pairs(double[] throughput, double[] p95) {
        return pairs(Map.of(THROUGHPUT, throughput, P95, p95));
    }

    static PairedTrial trial(Map<String, Double> values) {
        return new PairedTrial(values, List.of(), Optional.empty());
    }

    static PairedTrial violating(PairedTrial trial, String... violations) {
        return new PairedTrial(trial.values(), List.of(violations), trial.failure());
    }

    /** Returns the trial with another value of the metric, or without one. */
    static PairedTrial changed(PairedTrial trial, GateMetric metric, Optional<Double> value) {
        Map<String, Double> values = new LinkedHashMap<>(trial.values());
        values.remove(metric.name());
        value.ifPresent(known -> values.put(metric.name(), known));
        return trial(values);
    }

    /** Returns the pairs with another trial of the candidate's in the pair of this number. */
    static List<Pair> withCandidate(List<Pair> pairs, int number, PairedTrial trial) {
        return pairs.stream()
                .map(pair ->
                        pair.number() == number ? new Pair(number, pair.baselineFirst(), pair.baseline(), trial) : pair)
                .toList();
    }

    /** Returns the pairs with another trial of the baseline's in the pair of this number. */
    static List<Pair> withBaseline(List<Pair> pairs, int number, PairedTrial trial) {
        return pairs.stream()
                .map(pair -> pair.number() == number
                        ? new Pair(number, pair.baselineFirst(), trial, pair.candidate())
                        : pair)
                .toList();
    }
}

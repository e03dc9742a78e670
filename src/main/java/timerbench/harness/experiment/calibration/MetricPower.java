package timerbench.harness.experiment.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.judge.gate.GateRules.GateMetric;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Better;

/**
 * How often a gate finds the change that it seeks in a metric if no other changes. No service was slowed down for it: the
 * candidate's values of that metric are made worse by computation, in pairs of the service with itself.
 *
 * @param found share of the drawn gates that came to a regression
 */
record MetricPower(GateMetric metric, double found) {
    /**
     * Returns it for each metric of the gate.
     *
     * @param same pairs of the service with itself, at least those of two rounds
     */
    static List<MetricPower> of(List<Pair> same, Draws draws) {
        return draws.gate().rules().metrics().stream()
                .map(metric -> {
                    List<Pair> worse =
                            same.stream().map(pair -> worse(pair, metric)).toList();
                    int found = draws.verdicts(worse).getOrDefault(Verdict.REGRESSION, 0);
                    return new MetricPower(metric, (double) found / draws.count());
                })
                .toList();
    }

    private static Pair worse(Pair pair, GateMetric metric) {
        double factor = metric.better() == Better.HIGHER ? 1 - metric.sought() : 1 + metric.sought();
        Map<String, Double> values = new LinkedHashMap<>(pair.candidate().values());
        values.computeIfPresent(metric.name(), (name, value) -> value * factor);
        PairedTrial candidate = new PairedTrial(
                values, pair.candidate().violations(), pair.candidate().failure());
        return new Pair(pair.round(), pair.number(), pair.baselineFirst(), pair.baseline(), candidate);
    }
}

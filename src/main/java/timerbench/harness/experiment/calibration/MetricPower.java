package timerbench.harness.experiment.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateMetric.Scale;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.Better;
import timerbench.harness.stats.BettingTest;

/**
 * How often a gate finds the change that it seeks in a metric if no other changes, and how often bets on the same
 * pairs do. No service was slowed down for it: the candidate's values of that metric are made worse by computation, in
 * pairs of the service with itself.
 *
 * @param metric empty: no metric is made worse, so that what is found is a false alarm
 * @param bets after how many pairs each bet showed a change; empty if it did not
 */
record MetricPower(Optional<GateMetric> metric, Gates gates, List<OptionalInt> bets) {
    MetricPower {
        bets = List.copyOf(bets);
    }

    /** Returns the power for no change, and for that of each metric. */
    static List<MetricPower> of(List<PooledPair> same, Draws draws) {
        return Stream.concat(
                        Stream.of(Optional.<GateMetric>empty()),
                        draws.gate().rules().metrics().stream().map(Optional::of))
                .map(metric -> of(
                        metric,
                        metric.map(worse -> same.stream()
                                        .map(pair -> worse(pair, worse))
                                        .toList())
                                .orElse(same),
                        draws))
                .toList();
    }

    private static MetricPower of(Optional<GateMetric> metric, List<PooledPair> pairs, Draws draws) {
        double level = draws.gate().rules().level();
        return new MetricPower(
                metric,
                draws.gates(pairs),
                draws.each(pairs, drawn -> BettingTest.shownAfter(values(drawn, draws), level)));
    }

    /** Returns the worsenings of all metrics; 0, on which nobody can bet, where one was not measured. */
    private static List<double[]> values(List<PooledPair> pairs, Draws draws) {
        List<GateMetric> metrics = draws.gate().rules().metrics();
        return pairs.stream()
                .map(pair -> metrics.stream()
                        .mapToDouble(metric -> metric.worsening(pair.pair()).orElse(0))
                        .toArray())
                .toList();
    }

    private static PooledPair worse(PooledPair pooled, GateMetric metric) {
        double change = metric.better() == Better.LOWER ? metric.soughtWorsening() : -metric.soughtWorsening();
        Pair pair = pooled.pair();
        Map<String, Double> values = new LinkedHashMap<>(pair.candidate().values());
        values.computeIfPresent(
                metric.name(),
                (name, value) -> metric.scale() == Scale.RATIO ? value * Math.exp(change) : value + change);
        PairedTrial candidate = new PairedTrial(
                values, pair.candidate().violations(), pair.candidate().failure());
        return new PooledPair(
                pooled.scenario(),
                pooled.gate(),
                pooled.origin(),
                pooled.seconds(),
                new Pair(pair.number(), pair.baselineFirst(), pair.baseline(), candidate));
    }

    /** Returns the share of the bets that showed a change. */
    double betsFound() {
        return (double) bets.stream().filter(OptionalInt::isPresent).count() / bets.size();
    }

    /** Returns after how many pairs half of those bets had shown it; empty if none did. */
    OptionalInt betPairs() {
        double[] pairs = bets.stream()
                .filter(OptionalInt::isPresent)
                .mapToDouble(OptionalInt::getAsInt)
                .toArray();
        return pairs.length == 0 ? OptionalInt.empty() : OptionalInt.of((int) Gates.smallest(0.5, pairs));
    }
}

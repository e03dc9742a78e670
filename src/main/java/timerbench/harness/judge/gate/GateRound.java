package timerbench.harness.judge.gate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.stats.Holm;

/** All metrics in the pairs of one round. */
final class GateRound {
    private final int number;
    private final int asked;
    private final List<Pair> pairs;
    private final Map<GateMetric, MetricRound> metrics = new LinkedHashMap<>();

    /**
     * @param number 1, or 2 for the confirmation
     * @param pairs of this round, at most as many as the rules ask for: more would be a second try
     */
    GateRound(int number, GateRules rules, List<Pair> pairs) {
        this.number = number;
        this.asked = rules.pairs();
        this.pairs = List.copyOf(pairs);
        long distinct = pairs.stream()
                .filter(pair -> pair.round() == number)
                .map(Pair::number)
                .distinct()
                .count();
        if (distinct < pairs.size() || pairs.size() > asked) {
            throw new IllegalArgumentException(
                    "round " + number + ": wanted at most " + asked + " pairs of it, none twice, got " + pairs.size());
        }
        rules.metrics()
                .forEach(
                        metric -> MetricRound.of(metric, number, pairs).ifPresent(round -> metrics.put(metric, round)));
    }

    int number() {
        return number;
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** Returns the metric's values as far as there are any. */
    Optional<MetricRound> measured(GateMetric metric) {
        return Optional.ofNullable(metrics.get(metric));
    }

    /** Returns the metric's values if every pair that was asked for has them. */
    Optional<MetricRound> complete(GateMetric metric) {
        return measured(metric).filter(round -> round.pairs() == asked);
    }

    /**
     * Returns the p-values of these metrics, one direction each, adjusted for all of them (Holm). One without all values is
     * among them with a p-value of 1: what is missing makes the others no surer.
     */
    Map<GateMetric, Double> adjusted(List<GateMetric> family, Conclusion direction) {
        double[] pValues = family.stream()
                .mapToDouble(metric ->
                        complete(metric).map(round -> round.pValue(direction)).orElse(1.0))
                .toArray();
        double[] adjusted = Holm.adjusted(pValues);
        Map<GateMetric, Double> byMetric = new HashMap<>();
        for (int i = 0; i < adjusted.length; i++) {
            byMetric.put(family.get(i), adjusted[i]);
        }
        return byMetric;
    }
}

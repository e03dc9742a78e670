package timerbench.harness.judge.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.stats.Holm;
import timerbench.harness.stats.SmallestEffect;

/** All metrics in the pairs of one round. */
final class GateRound {
    private final List<Pair> pairs;
    private final Map<GateMetric, MetricRound> metrics = new LinkedHashMap<>();

    /**
     * @param number 1, or 2 for the confirmation
     * @param pairs of this round, at most as many as the rules ask for: more would be a second try
     */
    GateRound(int number, GateRules rules, List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
        long distinct = pairs.stream()
                .filter(pair -> pair.round() == number)
                .map(Pair::number)
                .distinct()
                .count();
        if (distinct < pairs.size() || pairs.size() > rules.pairs()) {
            throw new IllegalArgumentException("round " + number + ": wanted at most " + rules.pairs()
                    + " pairs of it, none twice, got " + pairs.size());
        }
        rules.metrics().forEach(metric -> metrics.put(metric, MetricRound.of(metric, number, rules.pairs(), pairs)));
    }

    List<Pair> pairs() {
        return pairs;
    }

    /**
     * Tests metrics in one direction, with p-values adjusted for all of them (Holm). A metric without all values is
     * among them with a p-value of 1: what is missing makes the others no surer.
     *
     * @param effects the smallest effect that is seen at a level, of as many pairs as the rules ask for
     */
    List<MetricRound.Test> tests(
            List<GateMetric> family, Conclusion direction, double level, DoubleFunction<SmallestEffect> effects) {
        List<MetricRound> rounds = family.stream().map(metrics::get).toList();
        double[] adjusted = Holm.adjusted(rounds.stream()
                .mapToDouble(round -> round.isComplete() ? round.pValue(direction) : 1)
                .toArray());
        return IntStream.range(0, rounds.size())
                .mapToObj(i -> new MetricRound.Test(
                        rounds.get(i),
                        direction,
                        adjusted[i],
                        level,
                        rounds.get(i).smallest(effects, level / family.size())))
                .toList();
    }
}

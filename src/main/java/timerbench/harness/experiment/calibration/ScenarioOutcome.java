package timerbench.harness.experiment.calibration;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.judge.gate.Verdict;

/**
 * What a pool's pairs of one scenario come to.
 *
 * @param gates how often each verdict came, of those gates that were measured from beginning to end
 * @param drawn how often each came of gates drawn from the pairs; absent if these are too few for two rounds
 * @param verdictSeconds the median time of a gate that was measured, its confirmation included; empty without gates
 * @param noise by value
 */
record ScenarioOutcome(
        Scenario scenario,
        int pairs,
        Map<Verdict, Integer> gates,
        Optional<Map<Verdict, Integer>> drawn,
        OptionalDouble verdictSeconds,
        List<Noise> noise) {

    /**
     * Returns it.
     *
     * @param gates that decides those that were measured, by the pairs of their rounds
     */
    static ScenarioOutcome of(List<PooledPair> pooled, Draws draws, IntFunction<PairedGate> gates) {
        List<Pair> pairs = pooled.stream().map(PooledPair::pair).toList();
        List<List<PooledPair>> measured = pooled.stream()
                .collect(Collectors.groupingBy(PooledPair::gate, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(of -> isWhole(of, gates.apply(of.get(0).pairs())))
                .toList();
        return new ScenarioOutcome(
                pooled.get(0).scenario(),
                pairs.size(),
                verdicts(measured, gates),
                draws.canBeOf(pairs) ? Optional.of(draws.verdicts(pairs)) : Optional.empty(),
                median(measured.stream()
                        .mapToDouble(of ->
                                of.stream().mapToDouble(PooledPair::seconds).sum())
                        .toArray()),
                Arrays.stream(TrialValue.values())
                        .flatMap(value -> Noise.of(value, pairs).stream())
                        .toList());
    }

    /** One that was interrupted has no verdict; its pairs count all the same. */
    private static boolean isWhole(List<PooledPair> of, PairedGate gate) {
        int size = gate.rules().pairs();
        return round(of, 1).size() == size
                && (gate.judge(round(of, 1)).suspects().isEmpty() || round(of, 2).size() == size);
    }

    private static List<Pair> round(List<PooledPair> of, int round) {
        return of.stream()
                .map(PooledPair::pair)
                .filter(pair -> pair.round() == round)
                .toList();
    }

    private static Map<Verdict, Integer> verdicts(List<List<PooledPair>> measured, IntFunction<PairedGate> gates) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (List<PooledPair> of : measured) {
            PairedGate gate = gates.apply(of.get(0).pairs());
            verdicts.merge(gate.judge(round(of, 1)).confirmedBy(round(of, 2)).verdict(), 1, Integer::sum);
        }
        return verdicts;
    }

    private static OptionalDouble median(double[] values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
    }

    ScenarioOutcome {
        gates = Collections.unmodifiableMap(new EnumMap<>(gates.isEmpty() ? new EnumMap<>(Verdict.class) : gates));
        noise = List.copyOf(noise);
    }

    /** Returns how many gates were measured from beginning to end. */
    int measuredGates() {
        return gates.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many of them came to that verdict. */
    int measured(Verdict verdict) {
        return gates.getOrDefault(verdict, 0);
    }
}

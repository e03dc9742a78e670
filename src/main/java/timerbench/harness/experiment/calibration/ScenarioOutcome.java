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
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.PairedRatio;

/**
 * The results of a pool's pairs of one scenario.
 *
 * @param gates how many gates that were measured from beginning to end had each verdict
 * @param drawn how many gates drawn from the pairs had each verdict; absent if the pairs are too few for a gate
 * @param verdictSeconds the median time of a gate that was measured; empty without gates
 * @param noise by value
 */
record ScenarioOutcome(
        Scenario scenario,
        int pairs,
        Map<Verdict, Integer> gates,
        Optional<Map<Verdict, Integer>> drawn,
        OptionalDouble verdictSeconds,
        List<Noise> noise) {
    private static final double CONFIDENCE = 0.95;

    /**
     * Returns the outcome of the pairs.
     *
     * @param gates returns the gate that decides by at most so many pairs
     */
    static ScenarioOutcome of(List<PooledPair> pooled, Draws draws, IntFunction<PairedGate> gates) {
        List<Pair> pairs = pooled.stream().map(PooledPair::pair).toList();
        List<List<PooledPair>> measured = pooled.stream()
                .collect(Collectors.groupingBy(PooledPair::gate, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(of -> verdict(of, gates.apply(of.get(0).pairs())).isPresent())
                .toList();
        double[] seconds = measured.stream()
                .mapToDouble(of -> of.stream().mapToDouble(PooledPair::seconds).sum())
                .toArray();
        return new ScenarioOutcome(
                pooled.get(0).scenario(),
                pairs.size(),
                verdicts(measured, gates),
                draws.canBeOf(pairs) ? Optional.of(draws.verdicts(pairs)) : Optional.empty(),
                seconds.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(medianOf(seconds)),
                Arrays.stream(TrialValue.values())
                        .flatMap(value -> Noise.of(value, pairs).stream())
                        .toList());
    }

    /** A gate that was interrupted has no verdict, but its pairs count. */
    private static Optional<Verdict> verdict(List<PooledPair> of, PairedGate gate) {
        List<Pair> pairs = of.stream().map(PooledPair::pair).limit(gate.rules().pairs()).toList();
        return gate.judge(pairs).verdict();
    }

    private static Map<Verdict, Integer> verdicts(List<List<PooledPair>> measured, IntFunction<PairedGate> gates) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (List<PooledPair> of : measured) {
            PairedGate gate = gates.apply(of.get(0).pairs());
            verdicts.merge(verdict(of, gate).orElseThrow(), 1, Integer::sum);
        }
        return verdicts;
    }

    /**
     * How much the ratios of the pairs vary by one value.
     *
     * @param median of both sides' values together, in the value's unit
     * @param ratio candidate to baseline, with its 95 % interval
     * @param spread standard deviation of the logarithms of the ratios: 0.03 is 3 %
     */
    record Noise(TrialValue value, double median, PairedRatio ratio, double spread) {
        /** Returns the noise of the pairs that measured the value on both sides; empty if fewer than two did. */
        private static Optional<Noise> of(TrialValue value, List<Pair> pairs) {
            List<double[]> both = pairs.stream()
                    .map(pair -> pair.values(value.word()))
                    .filter(values -> Arrays.stream(values).allMatch(one -> one > 0 && Double.isFinite(one)))
                    .toList();
            if (both.size() < 2) {
                return Optional.empty();
            }
            double[] all = both.stream().flatMapToDouble(Arrays::stream).toArray();
            double[] baseline = both.stream().mapToDouble(values -> values[0]).toArray();
            double[] candidate = both.stream().mapToDouble(values -> values[1]).toArray();
            return PairedRatio.of(candidate, baseline, CONFIDENCE)
                    .map(ratio -> new Noise(value, medianOf(all), ratio, spread(both, Math.log(ratio.ratio()))));
        }

        private static double spread(List<double[]> both, double mean) {
            double squares = both.stream()
                    .mapToDouble(values -> Math.log(values[1] / values[0]) - mean)
                    .map(off -> off * off)
                    .sum();
            return Math.sqrt(squares / (both.size() - 1));
        }
    }

    private static double medianOf(double[] values) {
        return Median.of(values, CONFIDENCE).value();
    }

    ScenarioOutcome {
        gates = Collections.unmodifiableMap(new EnumMap<>(gates.isEmpty() ? new EnumMap<>(Verdict.class) : gates));
        noise = List.copyOf(noise);
    }

    /** Returns how many gates were measured from beginning to end. */
    int measuredGates() {
        return gates.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many of them had that verdict. */
    int measured(Verdict verdict) {
        return gates.getOrDefault(verdict, 0);
    }
}

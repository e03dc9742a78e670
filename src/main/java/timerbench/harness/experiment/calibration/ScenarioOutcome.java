package timerbench.harness.experiment.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Pair;

/**
 * The results of a pool's pairs of one scenario.
 *
 * @param measured the gates as they were measured; without those of which too few pairs were
 * @param drawn gates drawn from the pairs; absent if the pairs are too few
 * @param noise by value
 */
record ScenarioOutcome(Scenario scenario, int pairs, Gates measured, Optional<Gates> drawn, List<Noise> noise) {
    static ScenarioOutcome of(List<PooledPair> pooled, Draws draws) {
        List<Pair> pairs = pooled.stream().map(PooledPair::pair).toList();
        return new ScenarioOutcome(
                pooled.get(0).scenario(),
                pairs.size(),
                measured(pooled, draws),
                draws.canBeOf(pooled) ? Optional.of(draws.gates(pooled)) : Optional.empty(),
                Arrays.stream(TrialValue.values())
                        .flatMap(value ->
                                Noise.of(value, pairs, draws.gate().rules().metrics()).stream())
                        .toList());
    }

    /** A gate that was interrupted does not count, even if it was decided: an undecided one would not be there. */
    private static Gates measured(List<PooledPair> pooled, Draws draws) {
        int most = draws.gate().rules().pairs();
        return new Gates(
                pooled.stream()
                        .collect(Collectors.groupingBy(PooledPair::gate, TreeMap::new, Collectors.toList()))
                        .values()
                        .stream()
                        .filter(draws::canBeOf)
                        .map(pairs -> Gates.Ended.of(draws.gate(), pairs.subList(0, most)))
                        .toList());
    }

    ScenarioOutcome {
        noise = List.copyOf(noise);
    }
}

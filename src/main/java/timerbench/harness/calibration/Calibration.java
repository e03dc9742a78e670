package timerbench.harness.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import timerbench.harness.gate.PairedGate;
import timerbench.harness.gate.Verdict;
import timerbench.harness.stats.ExactBound;

/**
 * What a pool says of a gate: how often it is wrong, and what it sees.
 *
 * @param origins commits and machines that the pairs were measured with
 * @param outcomes by scenario, in the order of the pool
 */
public record Calibration(List<String> origins, List<ScenarioOutcome> outcomes) {
    /** Where no seed is given: the same pool gives the same figures. */
    private static final long SEED = 1;

    /** The most false alarms: the product of the levels of both rounds. */
    static final double PROMISED = 0.01;

    private static final double ALMOST_SURE = 0.999;

    public Calibration {
        origins = List.copyOf(origins);
        outcomes = List.copyOf(outcomes);
    }

    /** Returns what these pairs say of the gate. */
    public static Calibration of(List<PooledPair> pool, PairedGate gate) {
        Map<String, List<PooledPair>> byScenario = pool.stream()
                .collect(
                        Collectors.groupingBy(pair -> pair.scenario().name(), LinkedHashMap::new, Collectors.toList()));
        return new Calibration(
                pool.stream().map(PooledPair::origin).distinct().toList(),
                byScenario.values().stream()
                        .map(pairs -> ScenarioOutcome.of(pairs, gate, SEED))
                        .toList());
    }

    /**
     * Returns whether there were so many false alarms that a gate with the promised rate has them less than once in a thousand
     * calibrations. A single one is never enough for that.
     */
    public boolean breaksItsPromise() {
        return outcomes.stream()
                .filter(outcome -> outcome.scenario().isSame())
                .anyMatch(outcome -> outcome.measuredGates() > 0
                        && ExactBound.lower(outcome.measured(Verdict.REGRESSION), outcome.measuredGates(), ALMOST_SURE)
                                > PROMISED);
    }
}

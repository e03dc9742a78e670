package timerbench.harness.experiment.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.judge.gate.GateRules;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.stats.ExactBound;

/**
 * The results of a pool: how often a gate is wrong, which changes it finds, and how long that takes.
 *
 * @param rules by which the gates decide
 * @param draws how many gates are drawn of the service with itself
 * @param otherDraws how many of each slower service, and of each metric alone: their shares need fewer
 * @param origins commits and machines that the pairs were measured with
 * @param outcomes by scenario, in the order of the pool
 * @param powers of no change, then by metric; none if there are too few pairs of the service with itself
 */
public record Calibration(
        GateRules rules,
        int draws,
        int otherDraws,
        List<String> origins,
        List<ScenarioOutcome> outcomes,
        List<MetricPower> powers) {
    private static final int DRAWS = 10_000;
    private static final int OTHER_DRAWS = 2_000;

    /** The same pool gives the same figures. */
    private static final long SEED = 1;

    private static final double ALMOST_SURE = 0.999;

    public Calibration {
        origins = List.copyOf(origins);
        outcomes = List.copyOf(outcomes);
        powers = List.copyOf(powers);
    }

    /** Returns the results of these pairs. */
    public static Calibration of(List<PooledPair> pool, PairedGate gate) {
        return of(pool, new Draws(gate, DRAWS, SEED), new Draws(gate, OTHER_DRAWS, SEED));
    }

    static Calibration of(List<PooledPair> pool, Draws draws, Draws others) {
        Map<String, List<PooledPair>> byScenario = pool.stream()
                .collect(
                        Collectors.groupingBy(pair -> pair.scenario().name(), LinkedHashMap::new, Collectors.toList()));
        List<PooledPair> same =
                pool.stream().filter(pair -> pair.scenario().isSame()).toList();
        return new Calibration(
                draws.gate().rules(),
                draws.count(),
                others.count(),
                pool.stream().map(PooledPair::origin).distinct().toList(),
                byScenario.values().stream()
                        .map(pairs -> ScenarioOutcome.of(
                                pairs, pairs.get(0).scenario().isSame() ? draws : others))
                        .toList(),
                others.canBeOf(same) ? MetricPower.of(same, others) : List.of());
    }

    /**
     * Returns whether there were so many false alarms that a gate with the promised rate has as many in fewer than
     * one of a thousand calibrations. A single false alarm is never enough.
     */
    public boolean breaksItsPromise() {
        return outcomes.stream()
                .filter(outcome -> outcome.scenario().isSame())
                .map(ScenarioOutcome::measured)
                .anyMatch(gates -> gates.count() > 0
                        && ExactBound.lower(gates.count(Verdict.REGRESSION), gates.count(), ALMOST_SURE)
                                > rules.level());
    }
}

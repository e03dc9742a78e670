package timerbench.harness.experiment.calibration;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.judge.gate.GateRules;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Better;
import timerbench.harness.stats.ExactBound;

/**
 * The results of a pool: how often a gate is wrong, and which changes it finds.
 *
 * @param the most pairs of the gates that are drawn
 * @param draws how many gates are drawn of each scenario, and of each metric alone
 * @param measured the most pairs of the gates that were measured, ascending; a pool may be measured with several
 *     numbers
 * @param origins commits and machines that the pairs were measured with
 * @param outcomes by scenario, in the order of the pool
 * @param powers by metric; none if there are too few pairs of the service with itself
 */
public record Calibration(
        int pairs,
        int draws,
        List<Integer> measured,
        List<String> origins,
        List<ScenarioOutcome> outcomes,
        List<MetricPower> powers) {
    /** Of each scenario, and of each metric alone. */
    private static final int DRAWS = 10_000;

    /** The same pool gives the same figures. */
    private static final long SEED = 1;

    /** The most false alarms: the level of the gate. */
    static final double PROMISED = 0.01;

    private static final double ALMOST_SURE = 0.999;

    /**
     * How often a gate finds the change that it seeks in a metric if no other changes. No service was slowed down for
     * it: the candidate's values of that metric are made worse by computation, in pairs of the service with itself.
     *
     * @param found share of the drawn gates that found a regression
     */
    record MetricPower(GateMetric metric, double found) {
        private static List<MetricPower> of(List<Pair> same, Draws draws) {
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
            double sought = metric.better() == Better.HIGHER ? -metric.sought() : metric.sought();
            Map<String, Double> values = new LinkedHashMap<>(pair.candidate().values());
            values.computeIfPresent(metric.name(), (name, value) ->
                    metric.scale() == GateMetric.Scale.RATIO ? value * (1 + sought) : value + sought);
            Pair.PairedTrial candidate = new Pair.PairedTrial(
                    values, pair.candidate().violations(), pair.candidate().failure());
            return new Pair(pair.number(), pair.baselineFirst(), pair.baseline(), candidate);
        }
    }

    public Calibration {
        measured = List.copyOf(measured);
        origins = List.copyOf(origins);
        outcomes = List.copyOf(outcomes);
        powers = List.copyOf(powers);
    }

    /**
     * Returns the results of these pairs. Gates that were measured with other numbers of pairs are judged by those.
     */
    public static Calibration of(List<PooledPair> pool, PairedGate gate) {
        return of(pool, new Draws(gate, DRAWS, SEED));
    }

    static Calibration of(List<PooledPair> pool, Draws draws) {
        PairedGate gate = draws.gate();
        Map<String, List<PooledPair>> byScenario = pool.stream()
                .collect(
                        Collectors.groupingBy(pair -> pair.scenario().name(), LinkedHashMap::new, Collectors.toList()));
        Map<Integer, PairedGate> gates = new HashMap<>(Map.of(gate.rules().pairs(), gate));
        IntFunction<PairedGate> ofPairs = pairs -> gates.computeIfAbsent(
                pairs, unknown -> new PairedGate(GateRules.of(gate.rules().metrics(), pairs)));
        List<Pair> same = pool.stream()
                .filter(pair -> pair.scenario().isSame())
                .map(PooledPair::pair)
                .toList();
        return new Calibration(
                gate.rules().pairs(),
                draws.count(),
                pool.stream().map(PooledPair::pairs).distinct().sorted().toList(),
                pool.stream().map(PooledPair::origin).distinct().toList(),
                byScenario.values().stream()
                        .map(pairs -> ScenarioOutcome.of(pairs, draws, ofPairs))
                        .toList(),
                draws.canBeOf(same) ? MetricPower.of(same, draws) : List.of());
    }

    /**
     * Returns whether there were so many false alarms that a gate with the promised rate has as many in fewer than
     * one of a thousand calibrations. A single false alarm is never enough.
     */
    public boolean breaksItsPromise() {
        return outcomes.stream()
                .filter(outcome -> outcome.scenario().isSame())
                .anyMatch(outcome -> outcome.measuredGates() > 0
                        && ExactBound.lower(outcome.measured(Verdict.REGRESSION), outcome.measuredGates(), ALMOST_SURE)
                                > PROMISED);
    }
}

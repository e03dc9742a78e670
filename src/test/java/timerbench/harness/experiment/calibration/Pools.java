package timerbench.harness.experiment.calibration;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateMetric.Scale;
import timerbench.harness.judge.gate.GateRules;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.run.Better;

/** Pools that were never measured, for tests. */
final class Pools {
    /** The most of a gate. */
    static final int PAIRS = 12;

    static final double SECONDS = 20.5;
    static final Scenario SLOWER = new Scenario("cpu-10", 20, 0, "");

    private Pools() {}

    /** Returns a gate by a ratio and a difference. */
    static PairedGate gate() {
        return new PairedGate(
                GateRules.of(TrialValue.gateMetrics(EnumSet.of(TrialValue.THROUGHPUT, TrialValue.LATE_SHARE)), PAIRS));
    }

    /** Returns the pairs of whole gates. */
    static List<PooledPair> gates(Scenario scenario, int gates, double slower, double noise) {
        Random random = new Random(7);
        List<PooledPair> pairs = new ArrayList<>();
        for (int gate = 1; gate <= gates; gate++) {
            pairs.addAll(gate(scenario, gate, slower, noise, random));
        }
        return pairs;
    }

    /**
     * Returns the pairs of one gate.
     *
     * @param slower of the candidate: 0.1 for 10 %
     * @param noise standard deviation of the logarithm of each value
     */
    static List<PooledPair> gate(Scenario scenario, int gate, double slower, double noise, Random random) {
        List<PooledPair> pairs = new ArrayList<>();
        for (int number = 1; number <= PAIRS; number++) {
            Pair pair = new Pair(number, random.nextBoolean(), trial(0, noise, random), trial(slower, noise, random));
            pairs.add(new PooledPair(scenario, gate, "abc on a machine", SECONDS, pair));
        }
        return pairs;
    }

    /** A metric that is compared by difference moves by as many times the sought change as a ratio of 5 %. */
    private static PairedTrial trial(double slower, double noise, Random random) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (TrialValue value : TrialValue.values()) {
            double worse = value.better() == Better.LOWER ? 1 + slower : 1 / (1 + slower);
            values.put(value.word(), 1_000 * worse * Math.exp(noise * random.nextGaussian()));
        }
        for (GateMetric metric : gate().rules().metrics()) {
            if (metric.scale() == Scale.DIFFERENCE) {
                double change = (slower + noise * random.nextGaussian()) / 0.05 * metric.sought();
                values.put(metric.name(), 1_000 + (metric.better() == Better.LOWER ? change : -change));
            }
        }
        return new PairedTrial(values, List.of(), Optional.empty());
    }
}

package timerbench.harness.experiment.calibration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import timerbench.harness.experiment.paired.GateSide;
import timerbench.harness.experiment.paired.PairedTrials;
import timerbench.harness.experiment.paired.ServiceSide;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.settings.Settings;

/**
 * Measures pairs for a pool, as whole gates with their confirmations. The scenarios take turns, so that a machine that changes
 * over the hours changes for all of them.
 */
public final class Gatherer {
    private final Settings settings;
    private final PairedTrials trials;
    private final PairedGate gate;
    private final PoolFile pool;
    private final String origin;
    private final Consumer<String> progress;

    /**
     * @param settings of both sides
     * @param origin commit and machine, for the pool
     * @param progress told what is done next
     */
    public Gatherer(
            Settings settings,
            PairedTrials trials, PairedGate gate, PoolFile pool, String origin, Consumer<String> progress) {
        this.settings = settings;
        this.trials = trials;
        this.gate = gate;
        this.pool = pool;
        this.origin = origin;
        this.progress = progress;
    }

    /**
     * Measures until the pool has at least as many pairs of each scenario as are wanted. No gate is cut off: only those that
     * suspect something would be, and be missing among the verdicts.
     *
     * @param wanted pairs by scenario
     * @param goesOn asked before each gate
     */
    public void gather(Map<Scenario, Integer> wanted, BooleanSupplier goesOn) throws IOException {
        Optional<Scenario> next = next(wanted);
        while (next.isPresent() && goesOn.getAsBoolean()) {
            measure(next.get());
            next = next(wanted);
        }
    }

    private Optional<Scenario> next(Map<Scenario, Integer> wanted) throws IOException {
        Map<String, Integer> have = new HashMap<>();
        pool.read().forEach(pair -> have.merge(pair.scenario().name(), 1, Integer::sum));
        return next(wanted, have);
    }

    /**
     * Returns the scenario that has the smallest share of its pairs; empty if all have theirs.
     *
     * @param have pairs by the scenario's name
     */
    static Optional<Scenario> next(Map<Scenario, Integer> wanted, Map<String, Integer> have) {
        return wanted.entrySet().stream()
                .filter(entry -> have.getOrDefault(entry.getKey().name(), 0) < entry.getValue())
                .min(Comparator.comparingDouble(
                        entry -> (double) have.getOrDefault(entry.getKey().name(), 0) / entry.getValue()))
                .map(Map.Entry::getKey);
    }

    private void measure(Scenario scenario) throws IOException {
        int number = 1
                + pool.read().stream()
                        .filter(pair -> pair.scenario().name().equals(scenario.name()))
                        .mapToInt(PooledPair::gate)
                        .max()
                        .orElse(0);
        List<Pair> first = round(scenario, number, 1);
        if (!gate.judge(first).suspects().isEmpty()) {
            round(scenario, number, 2);
        }
    }

    private List<Pair> round(Scenario scenario, int number, int round) throws IOException {
        GateSide baseline = new ServiceSide("the service", settings, Map.of());
        GateSide candidate = new ServiceSide(scenario.name(), settings, scenario.overrides());
        List<Pair> pairs = new ArrayList<>();
        int count = gate.rules().pairs();
        for (int i = 1; i <= count; i++) {
            progress.accept(scenario.name() + ", gate " + number + ", round " + round + ", pair " + i + " of " + count);
            long start = System.nanoTime();
            Pair pair = trials.pair(round, i, baseline, candidate);
            pool.add(new PooledPair(scenario, number, count, origin, (System.nanoTime() - start) / 1e9, pair));
            pairs.add(pair);
        }
        return pairs;
    }
}

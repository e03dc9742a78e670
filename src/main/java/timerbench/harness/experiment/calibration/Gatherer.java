package timerbench.harness.experiment.calibration;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.experiment.paired.GateSide;
import timerbench.harness.experiment.paired.PairedSession;
import timerbench.harness.experiment.paired.PairedTrials;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.load.Provenance;
import timerbench.harness.run.RunEnvironment;

/**
 * Measures pairs for a pool, in gates of the most pairs: what comes after a verdict is still material to draw gates
 * from. The scenarios take turns, so that a machine that changes over the hours changes for all of them.
 */
public final class Gatherer {
    /** Somebody left the log of statements on. */
    private static final Scenario LOGGED_STATEMENTS =
            new Scenario("logged-statements", 0, 0, "logging_collector=on log_statement=all");

    private final PairedSession session;
    private final PairedTrials trials;
    private final int pairs;
    private final PoolFile pool;
    private final String origin;
    private final GateSide service;

    /**
     * How many pairs a pool is to have.
     *
     * @param same of the service with itself
     * @param slower of each slower service
     * @param slowerDatabase with a database that logs all statements
     * @param percents how much slower a service is
     * @param kinds in which way it is slower
     */
    public record Wanted(int same, int slower, int slowerDatabase, List<Integer> percents, List<Probe.Kind> kinds) {
        public Wanted {
            percents = List.copyOf(percents);
            kinds = List.copyOf(kinds);
        }
    }

    /** @param pairs the most of a gate */
    public Gatherer(PairedSession session, int pairs, PoolFile pool) {
        this.session = session;
        this.trials = session.trials();
        this.pairs = pairs;
        this.pool = pool;
        this.origin = origin();
        this.service = GateSide.of("the service", session.settings(), Map.of());
    }

    private static String origin() {
        RunEnvironment environment = Provenance.read();
        return environment
                        .gitCommit()
                        .map(commit -> commit.replaceFirst("^(\\w{10})\\w*", "$1"))
                        .orElse("unknown commit")
                + " on " + PairedSession.machine(environment) + " · JDK " + environment.jdk();
    }

    /**
     * Measures until the pool has at least as many pairs of each scenario as are wanted. It ends no gate early.
     *
     * @param goesOn asked before each gate
     * @throws IOException if the pool cannot be read or written, or has other columns
     * @throws timerbench.harness.targets.TargetException if the service does not start, or no slower one can be found
     */
    public void gather(Wanted wanted, BooleanSupplier goesOn) throws IOException {
        pool.requireOwnColumns();
        var unused = trials.tryOut(service, service);
        Map<Scenario, Integer> scenarios = scenarios(wanted);
        Optional<Scenario> next = next(scenarios);
        while (next.isPresent() && goesOn.getAsBoolean()) {
            measure(next.get());
            next = next(scenarios);
        }
    }

    private Map<Scenario, Integer> scenarios(Wanted wanted) throws IOException {
        Map<Scenario, Integer> scenarios = new LinkedHashMap<>();
        scenarios.put(Scenario.same(), wanted.same());
        if (wanted.slower() > 0) {
            slowerServices(wanted).forEach(scenario -> scenarios.put(scenario, wanted.slower()));
        }
        if (wanted.slowerDatabase() > 0) {
            scenarios.put(LOGGED_STATEMENTS, wanted.slowerDatabase());
        }
        return scenarios;
    }

    /** Returns the slower services of the pool, if it has any; else it measures which ones to add. */
    private List<Scenario> slowerServices(Wanted wanted) throws IOException {
        List<Scenario> known = pool.read().stream()
                .map(PooledPair::scenario)
                .filter(scenario -> !scenario.isSame() && !scenario.equals(LOGGED_STATEMENTS))
                .distinct()
                .toList();
        List<Double> shares =
                wanted.percents().stream().map(percent -> percent / 100.0).toList();
        return known.isEmpty()
                ? new Probe(scenario -> trials.pairs(Probe.PAIRS, service, side(scenario)))
                        .slower(wanted.kinds(), shares)
                : known;
    }

    private GateSide side(Scenario scenario) {
        return GateSide.of(scenario.name(), session.settings(), scenario.overrides());
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
        for (int i = 1; i <= pairs; i++) {
            session.progress(scenario.name() + ", gate " + number + ", pair " + i + " of " + pairs, (i - 1.0) / pairs);
            long start = System.nanoTime();
            Pair pair = trials.pair(i, service, side(scenario));
            pool.add(new PooledPair(scenario, number, origin, (System.nanoTime() - start) / 1e9, pair));
        }
    }
}

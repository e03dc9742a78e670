package timerbench.harness.judge.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.stats.SmallestEffect;

/**
 * Judges trials of a candidate and a baseline that ran in pairs, in an order drawn by a coin.
 *
 * <p>The first round tests all metrics, in both directions. What it shows is a suspicion, and a second round of fresh pairs
 * tests nothing else. Worse or better is what both show: sure enough by the sign-flip test, over all metrics that the round
 * tests, and by as much as counts. The smallest change that would have been seen is that of a single round, for a metric
 * that alone differs.
 */
public final class PairedGate {
    private final GateRules rules;
    private final Map<Double, SmallestEffect> effects = new ConcurrentHashMap<>();

    public PairedGate(GateRules rules) {
        this.rules = rules;
    }

    public GateRules rules() {
        return rules;
    }

    /**
     * Returns the names of the metrics that a second round has to confirm, in the order of the rules. None if the first round
     * shows no change, and none if its trials decide without statistics; then it is to be judged as it is.
     *
     * @param firstRound at most as many pairs as the rules ask for
     */
    public List<String> suspects(List<Pair> firstRound) {
        if (new TrialCheck(firstRound).verdict().isPresent()) {
            return List.of();
        }
        return suspicions(firstRound).stream().map(test -> test.metric().name()).toList();
    }

    /** Returns what the first round shows, in the order of the rules. */
    List<TestedMetric> suspicions(List<Pair> firstRound) {
        return firstTests(new GateRound(1, rules, firstRound)).values().stream()
                .filter(TestedMetric::isShown)
                .toList();
    }

    /**
     * Returns the verdict on all trials: without statistics if they failed or crossed hard limits; else by the worst finding,
     * where one that cannot be told keeps the gate from passing, but not from a regression that another shows.
     *
     * @param firstRound at most as many pairs as the rules ask for; with fewer nothing is concluded
     * @param confirmation the same of the second round; empty if there are no suspects
     */
    public Judgement judge(List<Pair> firstRound, List<Pair> confirmation) {
        GateRound first = new GateRound(1, rules, firstRound);
        GateRound second = new GateRound(2, rules, confirmation);
        List<MetricCase> cases = cases(first, second);
        List<Finding> findings = new Findings(rules, first, second).of(cases);
        TrialCheck trials = check(firstRound, confirmation);
        return trials.verdict()
                .map(verdict -> new Judgement(verdict, GateReasons.of(trials, findings), findings))
                .orElseGet(() -> judgement(verdict(cases), findings));
    }

    /** Returns the verdict of {@link #judge} alone, without the intervals that most of its time goes into. */
    public Verdict verdict(List<Pair> firstRound, List<Pair> confirmation) {
        return check(firstRound, confirmation)
                .verdict()
                .orElseGet(() ->
                        verdict(cases(new GateRound(1, rules, firstRound), new GateRound(2, rules, confirmation))));
    }

    private static TrialCheck check(List<Pair> firstRound, List<Pair> confirmation) {
        return new TrialCheck(
                Stream.concat(firstRound.stream(), confirmation.stream()).toList());
    }

    private Judgement judgement(Verdict verdict, List<Finding> findings) {
        return new Judgement(verdict, GateReasons.of(verdict, findings, rules.power()), findings);
    }

    private static Verdict verdict(List<MetricCase> cases) {
        Set<Conclusion> conclusions = cases.stream().map(MetricCase::conclusion).collect(Collectors.toSet());
        if (conclusions.contains(Conclusion.WORSE)) {
            return Verdict.REGRESSION;
        } else if (conclusions.contains(Conclusion.UNDECIDED)) {
            return Verdict.INCONCLUSIVE;
        }
        return conclusions.contains(Conclusion.BETTER) ? Verdict.IMPROVEMENT : Verdict.PASS;
    }

    private List<MetricCase> cases(GateRound first, GateRound second) {
        Map<GateMetric, TestedMetric> firstTests = firstTests(first);
        Map<GateMetric, TestedMetric> confirmed = new LinkedHashMap<>();
        for (Conclusion direction : List.of(Conclusion.WORSE, Conclusion.BETTER)) {
            List<GateMetric> family = firstTests.values().stream()
                    .filter(test -> test.isShown() && test.direction() == direction)
                    .map(TestedMetric::metric)
                    .toList();
            confirmed.putAll(tests(second, family, direction, rules.confirmationLevel()));
        }
        return firstTests.values().stream()
                .map(test -> new MetricCase(test.metric(), test, Optional.ofNullable(confirmed.get(test.metric()))))
                .toList();
    }

    /** Returns the tests of the first round, each in the direction in which the metric moved. */
    private Map<GateMetric, TestedMetric> firstTests(GateRound first) {
        Map<GateMetric, TestedMetric> tests =
                new LinkedHashMap<>(tests(first, rules.metrics(), Conclusion.WORSE, rules.firstLevel()));
        tests(first, rules.metrics(), Conclusion.BETTER, rules.firstLevel()).forEach((metric, test) -> {
            if (first.measured(metric).map(MetricRound::direction).equals(Optional.of(Conclusion.BETTER))) {
                tests.put(metric, test);
            }
        });
        return tests;
    }

    private Map<GateMetric, TestedMetric> tests(
            GateRound round, List<GateMetric> family, Conclusion direction, double level) {
        Map<GateMetric, Double> adjusted = round.adjusted(family, direction);
        Map<GateMetric, TestedMetric> tests = new LinkedHashMap<>();
        for (GateMetric metric : family) {
            Optional<MetricRound> complete = round.complete(metric);
            tests.put(
                    metric,
                    new TestedMetric(
                            metric,
                            round.number(),
                            round.measured(metric),
                            complete.isPresent(),
                            direction,
                            adjusted.get(metric),
                            level,
                            complete.flatMap(values -> values.smallest(effect(level / family.size())))));
        }
        return tests;
    }

    /** Returns the smallest effect at a level, which takes long enough to find to be found once. */
    private SmallestEffect effect(double level) {
        return effects.computeIfAbsent(
                level,
                unknown ->
                        SmallestEffect.of(rules.pairs(), level, rules.power()).orElseThrow());
    }
}

package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.GateReport.Judgement;
import timerbench.harness.stats.SmallestEffect;

/**
 * Judges trials of a candidate and a baseline that ran in pairs, in an order drawn by a coin.
 *
 * <p>The first round tests all metrics, in both directions. What it shows is a suspicion. A second round of fresh
 * pairs tests the suspected metrics and no others. A metric is worse or better if both rounds show it: surely enough
 * by the sign-flip test, over all metrics that the round tests, and by as much as counts. The smallest change that
 * would have been seen is that of a single round, for a metric that alone differs.
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
     * Judges the first round.
     *
     * @param firstRound at most as many pairs as the rules ask for; with fewer nothing is concluded
     */
    public Rounds judge(List<Pair> firstRound) {
        GateRound round = new GateRound(1, rules, firstRound);
        return new Rounds(round, firstTests(round), new GateRound(2, rules, List.of()));
    }

    /** Returns a test of each metric, in the direction in which it moved. */
    private List<MetricRound.Test> firstTests(GateRound round) {
        List<MetricRound.Test> worse = round.tests(rules.metrics(), Conclusion.WORSE, rules.firstLevel(), this::effect);
        List<MetricRound.Test> better =
                round.tests(rules.metrics(), Conclusion.BETTER, rules.firstLevel(), this::effect);
        List<MetricRound.Test> tests = new ArrayList<>();
        for (int i = 0; i < worse.size(); i++) {
            boolean isBetter = better.get(i).values().direction() == Conclusion.BETTER;
            tests.add(isBetter ? better.get(i) : worse.get(i));
        }
        return tests;
    }

    /** Returns the smallest effect that is seen at a level. To find it takes so long that each is found once. */
    private SmallestEffect effect(double level) {
        return effects.computeIfAbsent(
                level,
                unknown ->
                        SmallestEffect.of(rules.pairs(), level, rules.power()).orElseThrow());
    }

    /** The rounds of one gate that are measured so far, judged. */
    public final class Rounds {
        private final GateRound first;
        private final List<MetricRound.Test> firstTests;
        private final GateRound second;
        private final TrialCheck trials;
        private final List<MetricCase> cases;

        private Rounds(GateRound first, List<MetricRound.Test> firstTests, GateRound second) {
            this.first = first;
            this.firstTests = firstTests;
            this.second = second;
            this.trials = new TrialCheck(Stream.concat(first.pairs().stream(), second.pairs().stream())
                    .toList());
            this.cases = cases();
        }

        private List<MetricCase> cases() {
            Map<GateMetric, MetricRound.Test> confirmations = Stream.of(Conclusion.WORSE, Conclusion.BETTER)
                    .flatMap(
                            direction -> second
                                    .tests(
                                            suspects(direction),
                                            direction,
                                            rules.confirmationLevel(),
                                            PairedGate.this::effect)
                                    .stream())
                    .collect(Collectors.toMap(MetricRound.Test::metric, test -> test));
            return firstTests.stream()
                    .map(test -> new MetricCase(test, Optional.ofNullable(confirmations.get(test.metric()))))
                    .toList();
        }

        private List<GateMetric> suspects(Conclusion direction) {
            return suspicions().stream()
                    .filter(test -> test.direction() == direction)
                    .map(MetricRound.Test::metric)
                    .toList();
        }

        /** Returns the changes that the first round shows, in the order of the rules. */
        List<MetricRound.Test> suspicions() {
            return firstTests.stream().filter(MetricRound.Test::isShown).toList();
        }

        /**
         * Returns the names of the metrics that another round has to confirm, in the order of the rules. There are
         * none if the first round shows no change, if its trials decide without statistics, or if the second round is
         * measured already.
         */
        public List<String> suspects() {
            if (trials.verdict().isPresent() || !second.pairs().isEmpty()) {
                return List.of();
            }
            return suspicions().stream().map(test -> test.metric().name()).toList();
        }

        /**
         * Judges both rounds.
         *
         * @param secondRound fresh pairs, at most as many as the rules ask for; without any, suspects stay undecided
         */
        public Rounds confirmedBy(List<Pair> secondRound) {
            return new Rounds(first, firstTests, new GateRound(2, rules, secondRound));
        }

        /**
         * Returns the verdict. Trials that failed or crossed hard limits decide it without statistics. Else the worst
         * finding does: an undecided one keeps the gate from passing, but hides no regression of another metric.
         */
        public Verdict verdict() {
            return trials.verdict().orElseGet(this::verdictOfMetrics);
        }

        private Verdict verdictOfMetrics() {
            Set<Conclusion> conclusions =
                    cases.stream().map(MetricCase::conclusion).collect(Collectors.toSet());
            if (conclusions.contains(Conclusion.WORSE)) {
                return Verdict.REGRESSION;
            } else if (conclusions.contains(Conclusion.UNDECIDED)) {
                return Verdict.INCONCLUSIVE;
            }
            return conclusions.contains(Conclusion.BETTER) ? Verdict.IMPROVEMENT : Verdict.PASS;
        }

        /** Returns the verdict with its grounds. Their intervals take most of the time that a gate needs to judge. */
        public Judgement judgement() {
            PairedReasons reasons = new PairedReasons(rules);
            List<Finding> findings = findings(reasons);
            Verdict verdict = verdict();
            return new Judgement(
                    verdict,
                    trials.verdict().isPresent()
                            ? reasons.ofTrials(trials, findings)
                            : reasons.ofMetrics(verdict, findings),
                    findings);
        }

        /** Returns a finding for each metric, the deciding ones first, those alike in the order of the rules. */
        private List<Finding> findings(PairedReasons reasons) {
            return cases.stream()
                    .map(each -> each.finding(rules, pairs(each), reasons.of(each)))
                    .sorted(Comparator.comparingInt(finding -> MetricCase.ORDER.indexOf(finding.conclusion())))
                    .toList();
        }

        /** Returns the pairs of both rounds if the second tested the metric, else of the first alone. */
        private List<Pair> pairs(MetricCase metricCase) {
            return metricCase.confirmation().isEmpty()
                    ? first.pairs()
                    : Stream.concat(first.pairs().stream(), second.pairs().stream())
                            .toList();
        }
    }
}

package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import timerbench.harness.judge.gate.GateReport.Judgement;
import timerbench.harness.stats.SequentialSignFlip;

/**
 * Judges trials of a candidate and a baseline that ran in pairs, in an order drawn by a coin.
 *
 * <p>It judges after each pair, and ends with the first that decides. A metric is worse if the {@linkplain
 * SequentialSignFlip sequential sign-flip test} over all metrics shows it, and by as much as counts. The gate passes
 * as soon as, by the same test of each metric, none is worse by the change that the gate seeks, and what was measured
 * is too small to count.
 * Trials that failed or crossed hard limits decide at once, without statistics.
 */
public final class PairedGate {
    private final GateRules rules;

    public PairedGate(GateRules rules) {
        this.rules = rules;
    }

    public GateRules rules() {
        return rules;
    }

    /**
     * Judges the pairs so far. What comes after the pair that decides counts for nothing.
     *
     * @param pairs numbered from 1, at most as many as the rules allow
     */
    public Decision judge(List<Pair> pairs) {
        requireSequence(pairs);
        Looks looks = new Looks();
        for (Pair pair : pairs) {
            looks.add(pair);
            Optional<Verdict> verdict = looks.verdict();
            if (verdict.isPresent()) {
                return new Decision(verdict, looks);
            }
        }
        return new Decision(Optional.empty(), looks);
    }

    private void requireSequence(List<Pair> pairs) {
        boolean inOrder =
                IntStream.range(0, pairs.size()).allMatch(i -> pairs.get(i).number() == i + 1);
        if (!inOrder || pairs.size() > rules.pairs()) {
            throw new IllegalArgumentException("wanted at most " + rules.pairs()
                    + " pairs, numbered from 1 in their order, got "
                    + pairs.stream().map(Pair::number).toList());
        }
    }

    /** The gate after some of its pairs. */
    private final class Looks {
        private final List<Pair> pairs = new ArrayList<>();
        private final List<MetricCase> cases = rules.metrics().stream()
                .map(metric -> new MetricCase(metric, rules))
                .toList();
        private final SequentialSignFlip worse = new SequentialSignFlip(cases.size(), rules.spending());
        private final SequentialSignFlip better = new SequentialSignFlip(cases.size(), rules.spending());

        void add(Pair pair) {
            pairs.add(pair);
            double[] worsenings =
                    cases.stream().mapToDouble(each -> each.add(pair)).toArray();
            worse.add(worsenings);
            better.add(negated(worsenings));
            for (int i = 0; i < cases.size(); i++) {
                cases.get(i).look(worse.shows(i), better.shows(i));
            }
        }

        private static double[] negated(double[] values) {
            double[] negated = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                negated[i] = -values[i];
            }
            return negated;
        }

        TrialCheck trials() {
            return new TrialCheck(pairs);
        }

        Optional<Verdict> verdict() {
            return trials().verdict().or(this::verdictOfMetrics);
        }

        private Optional<Verdict> verdictOfMetrics() {
            if (cases.stream().anyMatch(MetricCase::isWorse)) {
                return Optional.of(Verdict.REGRESSION);
            }
            if (cases.stream().allMatch(MetricCase::passes)) {
                return Optional.of(cases.stream().anyMatch(MetricCase::isBetter) ? Verdict.IMPROVEMENT : Verdict.PASS);
            }
            return pairs.size() == rules.pairs() ? Optional.of(Verdict.INCONCLUSIVE) : Optional.empty();
        }
    }

    /** What a gate concludes from the pairs so far. */
    public final class Decision {
        private final Optional<Verdict> verdict;
        private final Looks looks;

        private Decision(Optional<Verdict> verdict, Looks looks) {
            this.verdict = verdict;
            this.looks = looks;
        }

        /** Returns the verdict; empty if it takes more pairs. */
        public Optional<Verdict> verdict() {
            return verdict;
        }

        /** Returns how many pairs the gate looked at: up to the one that decided. */
        public int pairs() {
            return looks.pairs.size();
        }

        /**
         * Returns the verdict with its grounds; without a verdict it is inconclusive. Its intervals take most of the
         * time that a gate needs to judge.
         */
        public Judgement judgement() {
            PairedReasons reasons = new PairedReasons(rules);
            TrialCheck trials = looks.trials();
            Verdict known = verdict.orElse(Verdict.INCONCLUSIVE);
            List<Finding> findings = looks.cases.stream()
                    .map(each -> each.finding(rules, looks.pairs, reasons.of(each)))
                    .sorted(Comparator.comparingInt(finding -> MetricCase.ORDER.indexOf(finding.conclusion())))
                    .toList();
            return new Judgement(
                    known,
                    trials.verdict().isPresent()
                            ? reasons.ofTrials(trials, findings)
                            : reasons.ofMetrics(known, pairs(), findings),
                    findings);
        }
    }
}

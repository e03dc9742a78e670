package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.run.Numbers;

/** The reasons of a paired gate in sentences: for the conclusion on each metric, and for the verdict. */
final class PairedReasons {
    private final GateRules rules;

    PairedReasons(GateRules rules) {
        this.rules = rules;
    }

    /**
     * Returns the reasons of a verdict that trials decide without statistics. What else became worse comes after
     * them.
     */
    List<String> ofTrials(TrialCheck trials, List<Finding> findings) {
        return Stream.concat(trials.reasons().stream(), sentences(findings, Conclusion.WORSE))
                .toList();
    }

    /** Returns the reasons of a verdict that metrics decide, the deciding ones first. */
    List<String> ofMetrics(Verdict verdict, List<Finding> findings) {
        List<String> reasons = new ArrayList<>();
        if (verdict == Verdict.PASS) {
            reasons.add(pass(findings));
        }
        deciding(verdict).flatMap(conclusion -> sentences(findings, conclusion)).forEach(reasons::add);
        findings.stream()
                .filter(PairedReasons::isUnconfirmed)
                .map(PairedReasons::sentence)
                .forEach(reasons::add);
        return reasons;
    }

    private static Stream<Conclusion> deciding(Verdict verdict) {
        // What is undecided decides before what is better, but after what is worse.
        return verdict == Verdict.REGRESSION
                ? Stream.of(Conclusion.WORSE, Conclusion.BETTER, Conclusion.UNDECIDED)
                : Stream.of(Conclusion.UNDECIDED, Conclusion.BETTER);
    }

    private static Stream<String> sentences(List<Finding> findings, Conclusion conclusion) {
        return findings.stream()
                .filter(finding -> finding.conclusion() == conclusion)
                .map(PairedReasons::sentence);
    }

    private static String sentence(Finding finding) {
        return finding.title() + ": " + finding.reason();
    }

    private static boolean isUnconfirmed(Finding finding) {
        return finding.conclusion() == Conclusion.UNCHANGED && finding.tests().size() > 1;
    }

    private String pass(List<Finding> findings) {
        String none = "of " + findings.size() + " metrics none is shown to be worse";
        return findings.stream()
                .filter(finding -> smallest(finding).isPresent())
                .max(Comparator.comparingDouble(finding -> smallest(finding).orElseThrow()))
                .map(finding -> none + seen(smallest(finding).orElseThrow()) + " in the noisiest, " + finding.title())
                .orElse(none);
    }

    /** Returns the smallest change that would have been seen in the first round, as a ratio. */
    private static Optional<Double> smallest(Finding finding) {
        return finding.tests().get(0).smallest();
    }

    /** Returns the reason for the conclusion on a metric. */
    String of(MetricCase metricCase) {
        MetricRound.Test first = metricCase.first();
        return metricCase
                .confirmation()
                .map(confirmation -> metricCase.isConfirmed()
                        ? outcome(first) + " and " + outcome(confirmation)
                        : unconfirmed(first, confirmation))
                .orElseGet(() -> notShown(first));
    }

    private String notShown(MetricRound.Test first) {
        if (!first.values().isComplete()) {
            return incomplete(first);
        }
        String shown = first.isTooNoisy() ? tooNoisy(first) : "no change shown";
        return shown + ": " + outcome(first) + tooSmallToCount(first) + seen(first);
    }

    private String unconfirmed(MetricRound.Test first, MetricRound.Test confirmation) {
        if (!confirmation.values().isComplete()) {
            return outcome(first) + ", and not confirmed: " + incomplete(confirmation);
        }
        MetricRound.Test noisier = first.isTooNoisy() ? first : confirmation;
        return (noisier.isTooNoisy() ? tooNoisy(noisier) + ": " : "") + outcome(first) + ", not confirmed: "
                + outcome(confirmation) + tooSmallToCount(confirmation) + seen(noisier);
    }

    private String incomplete(MetricRound.Test test) {
        return "not measured throughout: " + test.values().pairs() + " pairs of round " + test.round()
                + " have values above 0 of both sides, wanted " + rules.pairs();
    }

    private static String outcome(MetricRound.Test test) {
        return Numbers.worsening(test.values().worsening()) + " in round " + test.round() + " (adjusted p "
                + Numbers.pValue(test.adjusted()) + ")";
    }

    private static String tooSmallToCount(MetricRound.Test test) {
        boolean sureButSmall = test.adjusted() <= test.level() && !test.isShown();
        return sureButSmall ? ", less than the " + least(test) + " that count" : "";
    }

    private static String tooNoisy(MetricRound.Test test) {
        return "too noisy in round " + test.round() + " for the "
                + Numbers.percent(test.metric().sought()) + " that the gate looks for";
    }

    private static String least(MetricRound.Test test) {
        return Numbers.percent(test.metric().least());
    }

    private String seen(MetricRound.Test test) {
        return test.smallest()
                .map(this::seen)
                .orElseGet(() -> "; all pairs alike, so that " + least(test) + " would have been seen");
    }

    private String seen(double ratio) {
        return "; a change of " + Numbers.percent(ratio - 1) + " would have been seen with "
                + Numbers.percent(rules.power()) + " power";
    }
}

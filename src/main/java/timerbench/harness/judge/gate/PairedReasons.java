package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Finding.Conclusion;

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
    List<String> ofMetrics(Verdict verdict, int pairs, List<Finding> findings) {
        List<String> reasons = new ArrayList<>();
        if (verdict == Verdict.PASS) {
            reasons.add("after " + pairs + " pairs, none of " + findings.size()
                    + " metrics is worse by the change that the gate looks for");
        } else if (pairs < rules.pairs() && verdict == Verdict.INCONCLUSIVE) {
            reasons.add("the gate ended after " + pairs + " of " + rules.pairs() + " pairs, before it could decide");
        }
        deciding(verdict).flatMap(conclusion -> sentences(findings, conclusion)).forEach(reasons::add);
        return reasons;
    }

    private static Stream<Conclusion> deciding(Verdict verdict) {
        // What is undecided decides before what is better, but after what is worse.
        return verdict == Verdict.INCONCLUSIVE
                ? Stream.of(Conclusion.UNDECIDED, Conclusion.BETTER)
                : Stream.of(Conclusion.WORSE, Conclusion.BETTER);
    }

    private static Stream<String> sentences(List<Finding> findings, Conclusion conclusion) {
        return findings.stream()
                .filter(finding -> finding.conclusion() == conclusion)
                .map(finding -> finding.title() + ": " + finding.reason());
    }

    /** Returns the reason for the conclusion on a metric. */
    String of(MetricCase metricCase) {
        if (!metricCase.isComplete()) {
            return "not measured throughout: " + metricCase.measured() + " of " + metricCase.pairs()
                    + " pairs have values of both sides that can be compared";
        }
        GateMetric metric = metricCase.metric();
        if (metricCase.pairs() == 0) {
            return "not measured";
        }
        String moved = metric.moved(metricCase.mean()) + " in " + metricCase.pairs() + " pairs";
        String sought = metric.text(metric.sought());
        return switch (metricCase.conclusion()) {
            case WORSE, BETTER -> moved;
            case UNCHANGED -> moved + "; worse by " + sought + " is excluded";
            case UNDECIDED, WITHIN_LIMIT ->
                metricCase.isExcluded()
                        ? moved + ", which counts, but may be chance"
                        : moved + "; worse by " + sought + " is not excluded"
                                + (metricCase.pairs() < rules.pairs() ? " yet" : "");
        };
    }
}

package timerbench.harness.judge.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.run.Numbers;

/** A paired gate's verdict in sentences, the deciding ones first. */
final class GateReasons {
    private GateReasons() {}

    /** Returns those of a verdict that trials decide without statistics; what else became worse comes after them. */
    static List<String> of(TrialCheck trials, List<Finding> findings) {
        return Stream.concat(trials.reasons().stream(), sentences(findings, Conclusion.WORSE))
                .toList();
    }

    /** Returns those of a verdict by metrics. */
    static List<String> of(Verdict verdict, List<Finding> findings, double power) {
        List<String> reasons = new ArrayList<>();
        if (verdict == Verdict.PASS) {
            reasons.add(pass(findings, power));
        }
        deciding(verdict).forEach(conclusion -> sentences(findings, conclusion).forEach(reasons::add));
        findings.stream()
                .filter(GateReasons::isUnconfirmed)
                .map(GateReasons::sentence)
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
                .map(GateReasons::sentence);
    }

    private static String sentence(Finding finding) {
        return finding.title() + ": " + finding.reason();
    }

    private static boolean isUnconfirmed(Finding finding) {
        return finding.conclusion() == Conclusion.UNCHANGED && finding.tests().size() > 1;
    }

    private static String pass(List<Finding> findings, double power) {
        String none = "of " + findings.size() + " metrics none is shown to be worse";
        return findings.stream()
                .filter(finding -> smallest(finding).isPresent())
                .max(Comparator.comparingDouble(finding -> smallest(finding).orElseThrow()))
                .map(finding -> none + "; a change of "
                        + Numbers.percent(smallest(finding).orElseThrow() - 1) + " would have been seen with "
                        + Numbers.percent(power) + " power in the noisiest, " + finding.title())
                .orElse(none);
    }

    /** Returns the smallest change that would have been seen in the first round, as a ratio. */
    private static Optional<Double> smallest(Finding finding) {
        return finding.tests().get(0).smallest();
    }
}

package timerbench.harness.show;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Verdict;

/** The verdict and the one or two metrics that decided it: what somebody sees who reads no further. */
final class Headline {
    private static final int METRICS = 2;

    private Headline() {}

    static String text(GateReport report) {
        List<Finding> deciding = deciding(report);
        String why = deciding.isEmpty()
                ? report.reasons().get(0)
                : deciding.stream()
                        .map(finding -> finding.title() + " " + figures(finding))
                        .collect(Collectors.joining(", "));
        return report.verdict() + ": " + why;
    }

    /** Returns the reasons without the first if that is in the headline. */
    static List<String> furtherReasons(GateReport report) {
        List<String> reasons = report.reasons();
        return deciding(report).isEmpty() ? reasons.subList(1, reasons.size()) : reasons;
    }

    private static List<Finding> deciding(GateReport report) {
        if (Troubles.any(report)) {
            return List.of();
        }
        Set<Conclusion> deciding = conclusions(report.verdict());
        return report.findings().stream()
                .filter(finding -> deciding.contains(finding.conclusion()))
                .limit(METRICS)
                .toList();
    }

    private static Set<Conclusion> conclusions(Verdict verdict) {
        return switch (verdict) {
            case REGRESSION -> Set.of(Conclusion.WORSE);
            case IMPROVEMENT -> Set.of(Conclusion.BETTER);
            case INCONCLUSIVE -> Set.of(Conclusion.UNDECIDED);
            case PASS -> Set.of(Conclusion.UNCHANGED, Conclusion.WITHIN_LIMIT);
        };
    }

    private static String figures(Finding finding) {
        if (finding.ratio().isPresent()) {
            return FindingText.ratio(finding) + " × the baseline" + FindingText.bracketedInterval(finding);
        }
        return finding.candidate().isPresent()
                ? FindingText.candidate(finding) + " (baseline: " + FindingText.baseline(finding) + ")"
                : FindingText.candidate(finding);
    }
}

package timerbench.harness.gate.format;

import java.util.List;
import java.util.stream.Collectors;
import timerbench.harness.gate.Conclusion;
import timerbench.harness.gate.Finding;
import timerbench.harness.gate.GateReport;
import timerbench.harness.gate.Verdict;

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
        Conclusion conclusion = conclusion(report.verdict());
        return report.findings().stream()
                .filter(finding -> finding.conclusion() == conclusion)
                .limit(METRICS)
                .toList();
    }

    private static Conclusion conclusion(Verdict verdict) {
        return switch (verdict) {
            case REGRESSION -> Conclusion.WORSE;
            case IMPROVEMENT -> Conclusion.BETTER;
            case INCONCLUSIVE -> Conclusion.UNDECIDED;
            case PASS -> Conclusion.UNCHANGED;
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

package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Verdict;

/**
 * A test case of a gate's JUnit file. A REGRESSION has at least one failure, and an INCONCLUSIVE verdict at least one
 * error: a CI server that reads nothing else must not take them for a success.
 *
 * @param type of the failure or error
 * @param message the reason; empty for a success
 * @param lines further details
 */
record JunitCase(String name, Outcome outcome, String type, String message, List<String> lines) {
    enum Outcome {
        SUCCESS,
        /** The candidate is worse. */
        FAILURE,
        /** There is no conclusion. */
        ERROR;

        /** Returns the name of the XML element. */
        String element() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<JunitCase> of(GateReport report) {
        List<JunitCase> cases = new ArrayList<>();
        report.findings().forEach(finding -> cases.add(of(finding, ExplanationText.why(report))));
        if (report.kind() == GateReport.Kind.PAIRED) {
            cases.add(of("hard limits", decided(report.verdict()), Troubles.violations(report)));
            cases.add(of("trials", Outcome.ERROR, Troubles.failures(report)));
        }
        Outcome wanted = decided(report.verdict());
        if (cases.stream().noneMatch(each -> each.outcome() == wanted)) {
            cases.add(of("verdict", wanted, report.reasons()));
        }
        return cases;
    }

    private static Outcome decided(Verdict verdict) {
        return switch (verdict) {
            case PASS, IMPROVEMENT -> Outcome.SUCCESS;
            case REGRESSION -> Outcome.FAILURE;
            case INCONCLUSIVE -> Outcome.ERROR;
        };
    }

    /** Returns a case made of sentences only. Without any it is a success. */
    private static JunitCase of(String name, Outcome outcome, List<String> sentences) {
        return sentences.isEmpty() || outcome == Outcome.SUCCESS
                ? new JunitCase(name, Outcome.SUCCESS, "", "", sentences.isEmpty() ? List.of("none") : sentences)
                : new JunitCase(name, outcome, name, String.join("; ", sentences), sentences);
    }

    private static JunitCase of(Finding finding, List<String> why) {
        Outcome outcome = switch (finding.conclusion()) {
            case UNCHANGED, WITHIN_LIMIT, BETTER -> Outcome.SUCCESS;
            case WORSE -> Outcome.FAILURE;
            case UNDECIDED -> Outcome.ERROR;
        };
        List<String> lines = lines(finding);
        if (outcome == Outcome.FAILURE) {
            why.forEach(sentence -> lines.add("why: " + sentence));
        }
        return new JunitCase(finding.title(), outcome, finding.conclusion().word(), finding.reason(), lines);
    }

    private static List<String> lines(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add(finding.conclusion().word() + ": " + finding.reason());
        lines.add("baseline: " + FindingText.baseline(finding));
        lines.add("candidate: " + FindingText.candidate(finding));
        lines.add("change: " + FindingText.changeWithInterval(finding));
        lines.add("limit: " + finding.limit());
        finding.tested().ifPresent(tested -> lines.add("tested: " + FindingText.tested(finding)));
        return lines;
    }
}

package timerbench.harness.show;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.run.Numbers;

/** What was held against what, and how the figures are to be read. */
final class Facts {
    /** The condition that is the command line, by which the gate can be run again. */
    static final String COMMAND = "command";

    private static final String DOT = " · ";

    private Facts() {}

    /** A name and what there is to say. */
    record Line(String name, String text) {}

    static List<Line> of(GateReport report) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("baseline", text(report.baseline())));
        lines.add(new Line("candidate", text(report.candidate())));
        if (report.kind() == GateReport.Kind.PAIRED) {
            lines.add(new Line("pairs", pairs(report.pairs())));
        }
        lines.add(new Line(
                "judged", report.at().truncatedTo(ChronoUnit.SECONDS) + ", after " + Numbers.text(report.took())));
        return lines;
    }

    private static String text(Side side) {
        return side.name()
                + side.details().entrySet().stream()
                        .map(detail -> DOT + detail.getKey() + " " + detail.getValue())
                        .collect(Collectors.joining());
    }

    private static String pairs(List<Pair> pairs) {
        long first = pairs.stream().filter(pair -> pair.round() == 1).count();
        long confirming = pairs.size() - first;
        return first + (confirming == 0 ? "" : ", and " + confirming + " more to confirm what they showed");
    }

    /** Returns the conditions without those that stand elsewhere. */
    static List<Line> conditions(GateReport report) {
        return report.conditions().entrySet().stream()
                .filter(condition -> !condition.getKey().equals(COMMAND))
                .map(condition -> new Line(condition.getKey(), condition.getValue()))
                .toList();
    }

    /** Returns the limits, each with the metrics that it is for. */
    static List<Line> limits(GateReport report) {
        Map<String, List<String>> titles = report.findings().stream()
                .collect(Collectors.groupingBy(
                        Finding::limit, LinkedHashMap::new, Collectors.mapping(Finding::title, Collectors.toList())));
        return titles.entrySet().stream()
                .map(limit -> new Line(limit.getKey(), String.join(", ", limit.getValue())))
                .toList();
    }

    /** Returns how the figures are to be read, in sentences. */
    static List<String> explanation(GateReport report) {
        if (report.kind() == GateReport.Kind.FILE) {
            return List.of("ratio: the candidate's figure to the baseline's, each a median over its trials, or their"
                    + " largest where the limit holds for each.");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "baseline and candidate: medians over the trials. ratio: candidate to baseline, the geometric mean"
                        + " over the pairs"
                        + FindingText.confidence(report.findings())
                                .map(share -> ", with its " + share + " interval, Student's t on logarithms.")
                                .orElse("."));
        sentences.add("seen from: the smallest change that the test would have found in four of five such gates,"
                + " noise being what it was.");
        return sentences;
    }
}

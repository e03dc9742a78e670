package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.Conclusion;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.Document.Fact;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;

/** A gate's verdict with what it rests on. */
final class GateDocument {
    /** The condition that is the command line that repeats the gate. */
    private static final String COMMAND = "command";

    /** The details of a side that nobody reads, but some look up. */
    private static final Set<String> HASHES = Set.of("commit", "sha256");

    private static final String DOT = " · ";
    private static final int METRICS_OF_HEADLINE = 2;

    private final GateReport report;

    private GateDocument(GateReport report) {
        this.report = report;
    }

    static Document of(GateReport report) {
        return new GateDocument(report).document();
    }

    private Document document() {
        List<Finding> deciding = deciding();
        return new Document(
                report.verdict() + DOT + "timer-bench gate",
                new Line(report.verdict() + ": " + why(deciding), tone(report.verdict())),
                List.of(
                        about(),
                        Items.of(
                                deciding.isEmpty()
                                        ? report.reasons()
                                                .subList(1, report.reasons().size())
                                        : report.reasons()),
                        ExplanationSections.lead(report),
                        new Facts(compared()),
                        Section.of("Metrics", metrics(), Sentences.small(explanation())),
                        ExplanationSections.changes(report),
                        ExplanationSections.flameGraph(report),
                        Section.of("Findings by metric", new Facts(found()))
                                .behindClick()
                                .onPage(),
                        Section.of("Limits", new Facts(limits())).behindClick(),
                        PairSection.of(report),
                        Section.of("Conditions", new Facts(conditions(report))).behindClick(),
                        Section.of(
                                        "Run it again",
                                        new Document.Command(report.conditions().getOrDefault(COMMAND, "")))
                                .inFiles()));
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case REGRESSION -> Tone.BAD;
            case INCONCLUSIVE -> Tone.UNDECIDED;
            case IMPROVEMENT, PASS -> Tone.GOOD;
        };
    }

    /** Returns the metrics that decided the verdict; none if a trial without a result or a crossed limit decided it. */
    private List<Finding> deciding() {
        if (Troubles.any(report)) {
            return List.of();
        }
        Set<Conclusion> deciding = switch (report.verdict()) {
            case REGRESSION -> Set.of(Conclusion.WORSE);
            case IMPROVEMENT -> Set.of(Conclusion.BETTER);
            case INCONCLUSIVE -> Set.of(Conclusion.UNDECIDED);
            case PASS -> Set.of(Conclusion.UNCHANGED, Conclusion.WITHIN_LIMIT);
        };
        return report.findings().stream()
                .filter(finding -> deciding.contains(finding.conclusion()))
                .limit(METRICS_OF_HEADLINE)
                .toList();
    }

    private String why(List<Finding> deciding) {
        return deciding.isEmpty()
                ? report.reasons().get(0)
                : deciding.stream()
                        .map(finding -> finding.title() + " " + figures(finding))
                        .collect(Collectors.joining(", "));
    }

    private static String figures(Finding finding) {
        if (finding.difference().isPresent()) {
            return FindingText.changeWithInterval(finding);
        } else if (finding.ratio().isPresent()) {
            return FindingText.ratio(finding) + " × the baseline" + FindingText.bracketedInterval(finding);
        }
        return finding.candidate().isPresent()
                ? FindingText.candidate(finding) + " (baseline: " + FindingText.baseline(finding) + ")"
                : FindingText.candidate(finding);
    }

    private Sentences about() {
        Map<String, String> conditions = report.conditions();
        Optional<String> processors = Optional.ofNullable(conditions.get("CPUs"))
                .map(cpus -> cpus + " CPUs " + conditions.getOrDefault("CPU model", ""));
        return About.of(Stream.of(
                Optional.of(UtcText.minute(report.at())),
                Optional.of("took " + Numbers.text(report.took())),
                Optional.ofNullable(conditions.get("profile")).map(profile -> "profile " + profile),
                Optional.ofNullable(conditions.get("database")).map(GateDocument::firstPart),
                Optional.ofNullable(conditions.get("machine")).or(() -> processors)));
    }

    /** Returns the product with its version, without its settings. */
    private static String firstPart(String database) {
        return database.split(DOT, 2)[0];
    }

    private List<Fact> compared() {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("baseline", report.baseline()));
        facts.add(fact("candidate", report.candidate()));
        if (isPaired()) {
            facts.add(new Fact("pairs", Integer.toString(report.pairs().size())));
        }
        return facts;
    }

    /** Returns a side; its hashes are in the tooltip and among the conditions. */
    private static Fact fact(String name, Side side) {
        return new Fact(
                name,
                Stream.concat(Stream.of(side.name()), details(side, false)).collect(Collectors.joining(DOT)),
                details(side, true).collect(Collectors.joining(DOT)));
    }

    private static Stream<String> details(Side side, boolean areHashes) {
        return side.details().entrySet().stream()
                .filter(detail -> HASHES.contains(detail.getKey()) == areHashes)
                .map(detail -> detail.getKey() + " " + detail.getValue());
    }

    private boolean isPaired() {
        return report.kind() == GateReport.Kind.PAIRED;
    }

    private Table metrics() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.of("baseline"));
        columns.add(Table.Column.of("candidate"));
        columns.add(Table.Column.of("change"
                + FindingText.confidence(report.findings())
                        .map(share -> " (" + share + ")")
                        .orElse("")));
        if (isPaired()) {
            columns.add(Table.Column.of("excluded"));
        }
        columns.add(Table.Column.of("conclusion"));
        return Table.of(
                "metric", columns, report.findings().stream().map(this::row).toList());
    }

    private Table.Row row(Finding finding) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(FindingText.baseline(finding)));
        cells.add(Table.Cell.of(FindingText.candidate(finding)));
        cells.add(Table.Cell.of(FindingText.changeWithInterval(finding)));
        if (isPaired()) {
            cells.add(Table.Cell.of(FindingText.excluded(finding)));
        }
        cells.add(Table.Cell.of(new Line(finding.conclusion().word(), tone(finding.conclusion()))));
        return new Table.Row(Table.Cell.of(finding.title()), cells);
    }

    private static Tone tone(Conclusion conclusion) {
        return switch (conclusion) {
            case WORSE -> Tone.BAD;
            case UNDECIDED -> Tone.UNDECIDED;
            case BETTER -> Tone.GOOD;
            case UNCHANGED, WITHIN_LIMIT -> Tone.PLAIN;
        };
    }

    private List<Fact> found() {
        return report.findings().stream()
                .map(finding -> new Fact(finding.title(), finding.reason()))
                .toList();
    }

    /** Returns the limits, each with the metrics that it applies to. */
    private List<Fact> limits() {
        Map<String, List<String>> titles = report.findings().stream()
                .collect(Collectors.groupingBy(
                        Finding::limit, LinkedHashMap::new, Collectors.mapping(Finding::title, Collectors.toList())));
        return titles.entrySet().stream()
                .map(limit -> new Fact(limit.getKey(), String.join(", ", limit.getValue())))
                .toList();
    }

    /** Returns the conditions except the command, and the hashes of what was compared. */
    static List<Fact> conditions(GateReport report) {
        Stream<Fact> conditions = report.conditions().entrySet().stream()
                .filter(condition -> !condition.getKey().equals(COMMAND))
                .map(condition -> new Fact(condition.getKey(), condition.getValue()));
        return Stream.of(conditions, hashes("baseline", report.baseline()), hashes("candidate", report.candidate()))
                .flatMap(facts -> facts)
                .toList();
    }

    private static Stream<Fact> hashes(String name, Side side) {
        return side.details().entrySet().stream()
                .filter(detail -> HASHES.contains(detail.getKey()))
                .map(detail -> new Fact(detail.getKey() + " of the " + name, detail.getValue()));
    }

    private List<String> explanation() {
        if (!isPaired()) {
            return List.of(
                    "change: the candidate's value divided by the baseline's. Each is the median over the trials,"
                            + " or the largest of them where the limit applies to each trial.");
        }
        String interval = FindingText.confidence(report.findings())
                .map(share ->
                        ". The range in brackets contains the true change in " + share + " of such gates (Student's t)")
                .orElse("");
        return List.of(
                "baseline and candidate: medians over the trials. change: candidate to baseline, the geometric mean over"
                        + " the pairs, or with a sign the mean difference" + interval + ".",
                "excluded: the change that the gate looks for, if the pairs show that the metric is worse by less. The"
                        + " gate passes when it is excluded for every metric.");
    }
}

package timerbench.harness.show;

import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.Explanation.Change;
import timerbench.harness.judge.gate.Explanation.Stacks;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Link;
import timerbench.harness.show.Document.Links;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;

/** The cause of a verdict: the answer in few sentences, and what a profiled pair showed. */
final class ExplanationSections {
    private static final int ROWS = 15;
    private static final int ROWS_OF_NOISE = 5;
    private static final int HASH = 12;

    private ExplanationSections() {}

    /** Returns the section that answers why; how to get an answer, where that helps and none is known. */
    static Block lead(GateReport report) {
        List<String> why = ExplanationText.why(report);
        return why.isEmpty()
                ? Sentences.small(explain(report).stream().toList())
                : Section.of(
                        isChange(report.verdict()) ? "Why" : "What the profiler shows",
                        Items.of(why),
                        Sentences.small(bisect(report).stream().toList()));
    }

    private static boolean isChange(Verdict verdict) {
        return verdict == Verdict.REGRESSION || verdict == Verdict.IMPROVEMENT;
    }

    /** A regression is explained without being asked, and where nothing was shown there is nothing to explain. */
    private static Optional<String> explain(GateReport report) {
        return Optional.of("Why: with --explain, the gate also runs a pair under a profiler and lists what changed.")
                .filter(hint -> report.verdict() == Verdict.IMPROVEMENT);
    }

    /** Returns how to find the commit of a change between two revisions. */
    private static Optional<String> bisect(GateReport report) {
        if (report.verdict() != Verdict.REGRESSION || report.cause().culprit().isPresent()) {
            return Optional.empty();
        }
        return commit(report.baseline())
                .flatMap(good -> commit(report.candidate())
                        .map(bad -> "Which commit, if there are several: ./timer-bench bisect --good " + good
                                + " --bad " + bad));
    }

    private static Optional<String> commit(Side side) {
        return Optional.ofNullable(side.details().get("commit"))
                .filter(hash -> side.name().startsWith("git:") && hash.length() >= HASH)
                .map(hash -> hash.substring(0, HASH));
    }

    /** Returns what the profiled pair showed, change by change; an empty section without such a pair. */
    static Section changes(GateReport report) {
        return report.cause()
                .explanation()
                .filter(known -> !known.changes().isEmpty())
                .map(known -> Section.of(
                                "Changes under the profiler",
                                table(known.changes().subList(0, open(known))),
                                rest(known.changes()
                                        .subList(open(known), known.changes().size())),
                                Sentences.text(known.notes().toArray(String[]::new)),
                                Sentences.small("All figures are per request, from one more pair that ran with "
                                        + known.source() + ". ±: standard error of the difference, from slices of that"
                                        + " pair; it does not cover all that differs from one start of a service to"
                                        + " the next. Changes of more than four standard errors stand first. CPU samples"
                                        + " are in percent of all that the baseline has; time in the kernel, in native"
                                        + " code and in the JVM itself is not sampled."))
                        .inFiles())
                .orElseGet(() -> Section.of("Changes under the profiler"));
    }

    /** Returns how many changes are shown at once: those that cannot be noise, or a few if there are none. */
    private static int open(Explanation explanation) {
        long sure = explanation.changes().stream().takeWhile(Change::isSure).count();
        return (int) Math.min(
                sure == 0 ? ROWS_OF_NOISE : Math.min(sure, ROWS),
                explanation.changes().size());
    }

    private static Section rest(List<Change> changes) {
        String title =
                changes.size() + " more" + (changes.stream().noneMatch(Change::isSure) ? ", which may be noise" : "");
        return Section.of(title, table(changes)).behindClick().onPage();
    }

    private static Table table(List<Change> changes) {
        return new Table(
                "what changed",
                Table.Labels.TEXT,
                List.of(
                        Table.Column.text("kind"),
                        Table.Column.of("baseline"),
                        Table.Column.of("candidate"),
                        Table.Column.of("difference"),
                        Table.Column.text("called by")),
                changes.stream().map(ExplanationSections::row).toList());
    }

    private static Table.Row row(Change change) {
        return new Table.Row(
                Table.Cell.of(change.name()),
                List.of(
                        Table.Cell.of(change.kind().word()),
                        Table.Cell.of(ExplanationText.value(change, change.baseline())),
                        Table.Cell.of(ExplanationText.value(change, change.candidate())),
                        Table.Cell.of(new Line(ExplanationText.difference(change), tone(change))),
                        Table.Cell.of(String.join(" ← ", change.where()))));
    }

    private static Tone tone(Change change) {
        if (!change.isSure()) {
            return Tone.PLAIN;
        }
        return change.difference() > 0 ? Tone.BAD : Tone.GOOD;
    }

    /** Returns the differential flame graph and the files of stacks; an empty section if there are no stacks. */
    static Section flameGraph(GateReport report) {
        return report.cause()
                .explanation()
                .flatMap(Explanation::stacks)
                .map(ExplanationSections::flameGraph)
                .orElseGet(() -> Section.of("Flame graph"));
    }

    private static Section flameGraph(Stacks stacks) {
        FlameGraph graph = FlameGraph.of(stacks);
        return Section.of(
                        "Flame graph",
                        new Document.Plots(
                                graph.plots(),
                                "CPU time by stack: a frame is a method, and below it are the methods that it called."
                                        + " It is as wide as its mean CPU time per request on both sides. Noise: what"
                                        + " the number of samples leaves open (their square root). " + graph.pruned()),
                        Sentences.small("The same stacks as files, for speedscope, flamegraph.pl and other tools:"),
                        new Links(StackFiles.NAMES.stream()
                                .map(file -> new Link(file, file))
                                .toList()))
                .onPage();
    }
}

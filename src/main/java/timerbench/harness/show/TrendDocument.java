package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.history.Trend;
import timerbench.harness.judge.history.Trend.TrendLine;
import timerbench.harness.run.Better;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;
import timerbench.harness.stats.ChangePoint;
import timerbench.harness.stats.ChangePoints;

/** A trend: the changes of level, then each line with its plot and its points. */
public final class TrendDocument {
    private static final int COMMIT_LENGTH = 12;
    private static final int MINUTES_LENGTH = "2026-01-31T12:00".length();
    private static final int DAY_LENGTH = "2026-01-31".length();

    private TrendDocument() {}

    /** Returns the trend for a console, with a line end after every line. */
    public static String console(Trend trend, ChangePoints.Rules rules) {
        return ConsoleText.render(of(trend, rules));
    }

    /** Returns the trend as a page. */
    public static String page(Trend trend, ChangePoints.Rules rules) throws IOException {
        return Page.render(of(trend, rules));
    }

    /** Returns the rules by which changes are found. */
    public static String rules(ChangePoints.Rules rules) {
        return "windows of " + rules.window() + " runs, t-test at " + Numbers.asGiven(rules.level())
                + ", changes of at least " + Numbers.percent(rules.leastChange());
    }

    private static Document of(Trend trend, ChangePoints.Rules rules) {
        String title = trend.testType() + " over time";
        return new Document(
                title + " · timer-bench",
                Line.of(title),
                List.of(
                        Sentences.troubles(missing(trend)),
                        Section.of("Changes of level, the latest first", changes(trend)),
                        Section.of("Lines", lines(trend).toArray(Block[]::new)),
                        Section.of("How to read this", Sentences.small(explanation(rules)))));
    }

    private static List<String> missing(Trend trend) {
        List<String> missing = new ArrayList<>();
        if (trend.lines().isEmpty()) {
            missing.add("No run of " + trend.testType() + " with such a figure is recorded.");
        }
        if (trend.invalid() > 0) {
            missing.add("Left out: " + trend.invalid()
                    + " runs that were cut short or whose generator was the bottleneck.");
        }
        return missing;
    }

    /** A change of level and the line that it is in. */
    private record Dated(TrendLine line, ChangePoint change) {
        Instant at() {
            return line.points().get(change.at()).row().testDate();
        }

        Line text() {
            return new Line(
                    TrendDocument.text(line, change) + " · " + title(line),
                    line.isBetter(change) ? Tone.GOOD : Tone.BAD);
        }
    }

    private static Block changes(Trend trend) {
        List<Line> all = trend.lines().stream()
                .flatMap(line -> line.changes().stream().map(change -> new Dated(line, change)))
                .sorted(Comparator.comparing(Dated::at).reversed())
                .map(Dated::text)
                .toList();
        return all.isEmpty() ? Sentences.text("none found in " + trend.lines().size() + " lines") : new Items(all);
    }

    private static List<Block> lines(Trend trend) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Document.Plots(
                trend.lines().stream().map(TrendDocument::plot).toList()));
        trend.lines()
                .forEach(line -> blocks.add(Section.of(
                                title(line),
                                table(line),
                                Sentences.text("runs: " + line.points().size() + ", changes of level: "
                                        + line.changes().size()))
                        .behindClick()));
        return blocks;
    }

    private static String title(TrendLine line) {
        return line.metric().label() + " · " + database(line) + " · profile "
                + line.line().profile() + " " + line.line().profileHash() + " · machine "
                + line.line().machine();
    }

    private static String database(TrendLine line) {
        return line.database().orElse("unknown database");
    }

    private static Table table(TrendLine line) {
        Map<Integer, ChangePoint> changes =
                line.changes().stream().collect(Collectors.toMap(ChangePoint::at, Function.identity()));
        List<Table.Row> rows = IntStream.range(0, line.points().size())
                .mapToObj(at -> row(line, line.points().get(at), changes.get(at)))
                .toList();
        List<Table.Column> columns = List.of(
                Table.Column.of("commit"),
                Table.Column.of("value", line.metric().unit()),
                Table.Column.of("change"),
                Table.Column.text(""));
        return Table.of("date (UTC)", columns, rows);
    }

    private static Table.Row row(TrendLine line, TrendLine.Point point, ChangePoint change) {
        String mark = point.isOutlier() ? "outlier" : change == null ? "" : word(line, change);
        return Table.Row.of(
                point.row().testDate().toString().substring(0, MINUTES_LENGTH).replace('T', ' '),
                commit(point.row()),
                Numbers.text(point.value()),
                change == null ? "" : size(change),
                mark);
    }

    private static String word(TrendLine line, ChangePoint change) {
        return line.isBetter(change) ? "better" : "worse";
    }

    /** Returns what changed, when and between which commits. */
    private static String text(TrendLine line, ChangePoint change) {
        List<HistoryRow> around = line.around(change);
        return around.get(1).testDate().toString().substring(0, DAY_LENGTH) + ": " + word(line, change) + " from "
                + Numbers.text(change.before()) + " to " + Numbers.text(change.after()) + " "
                + line.metric().unit() + " (" + size(change) + "), between " + commit(around.get(0)) + " and "
                + commit(around.get(1)) + "; p " + Numbers.pValue(change.pValue());
    }

    static String size(ChangePoint change) {
        return Double.isFinite(change.change()) ? Numbers.signedChange(change.change()) : "from 0";
    }

    private static String commit(HistoryRow row) {
        return row.gitCommit()
                .map(commit -> commit.length() <= COMMIT_LENGTH ? commit : commit.substring(0, COMMIT_LENGTH))
                .orElse("unknown");
    }

    /** Returns how many runs are recorded and how many more are needed. */
    static String tooFew(int runs) {
        return runs + (runs == 1 ? " run" : " runs") + " recorded; a change of level needs at least "
                + ChangePoints.FEWEST_VALUES + ": record " + (ChangePoints.FEWEST_VALUES - runs) + " more";
    }

    private static List<String> explanation(ChangePoints.Rules rules) {
        return List.of(
                "A point is a run. Only runs of one machine, one profile and one kind of target are on one line.",
                "Levels change where e-divisive means with a t-test find it (" + rules(rules) + "; arXiv:2301.03034)."
                        + " In plots, horizontal lines are the means of the levels.",
                "Outliers, open circles in plots, are far from the others of their level. They count as well.",
                "Chance alone reports a change now and then: ./timer-bench history calibrate measures how often.");
    }

    private static ObjectNode plot(TrendLine line) {
        ObjectNode plot = JsonNodeFactory.instance.objectNode();
        plot.put("kind", "trend");
        plot.put("title", line.metric().label());
        plot.put(
                "of",
                database(line) + ", profile " + line.line().profile() + " "
                        + line.line().profileHash() + ", machine " + line.line().machine());
        plot.put("unit", line.metric().unit());
        plot.put("better", line.metric().better() == Better.HIGHER ? "more is better" : "less is better");
        ArrayNode points = plot.putArray("points");
        line.points().forEach(point -> put(points.addObject(), point));
        ArrayNode changes = plot.putArray("changes");
        line.changes()
                .forEach(change -> changes.addObject()
                        .put("at", change.at())
                        .put("before", change.before())
                        .put("after", change.after())
                        .put("better", line.isBetter(change))
                        .put("text", text(line, change)));
        return plot;
    }

    private static void put(ObjectNode node, TrendLine.Point point) {
        node.put("run", point.row().runId());
        node.put("date", point.row().testDate().toString());
        node.put("commit", commit(point.row()));
        node.put("verdict", point.row().verdict().text());
        node.put("value", point.value());
        node.put("outlier", point.isOutlier());
    }
}

package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private final Trend trend;

    private TrendDocument(Trend trend) {
        this.trend = trend;
    }

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
        return new TrendDocument(trend).document(rules);
    }

    private Document document(ChangePoints.Rules rules) {
        return new Document(
                trend.testType() + " over time · timer-bench",
                headlineOf(trend),
                List.of(
                        about(),
                        Sentences.troubles(missing(trend)),
                        Section.of("Changes of level, the latest first", changes()),
                        Section.of("Lines", lines().toArray(Block[]::new)),
                        Section.of("How to read this", Sentences.small(explanation(rules)))));
    }

    /** Returns where the levels stand, in a line. */
    public static String headline(Trend trend) {
        return headlineOf(trend).text();
    }

    private static Line headlineOf(Trend trend) {
        String title = trend.testType() + " over time: ";
        return switch (trend.standing()) {
            case WORSE -> new Line("WORSE · " + title + worse(trend), Tone.BAD);
            case NOT_WORSE -> new Line("NOT WORSE · " + title + "no level is worse than before", Tone.GOOD);
            case TOO_FEW -> new Line("INCONCLUSIVE · " + title + tooFew(mostRuns(trend.lines())), Tone.UNDECIDED);
        };
    }

    private static String worse(Trend trend) {
        List<TrendLine> worse =
                trend.judged().stream().filter(TrendLine::isWorse).toList();
        TrendLine first = worse.get(0);
        ChangePoint change = first.latestChange().orElseThrow();
        return first.metric().label() + " is worse since "
                + day(first.points().get(change.at()).row()) + " (" + size(change) + ")"
                + (worse.size() == 1 ? "" : ", and " + (worse.size() - 1) + " more");
    }

    private static int mostRuns(List<TrendLine> lines) {
        return lines.stream().mapToInt(line -> line.points().size()).max().orElse(0);
    }

    /** Returns what the trend is about. */
    private Sentences about() {
        List<HistoryRow> rows = trend.lines().stream()
                .flatMap(line -> line.points().stream())
                .map(TrendLine.Point::row)
                .distinct()
                .sorted(Comparator.comparing(HistoryRow::testDate))
                .toList();
        return rows.isEmpty()
                ? Sentences.text()
                : Sentences.about(
                        rows.size() + (rows.size() == 1 ? " run, " : " runs, ") + days(rows),
                        "profile "
                                + distinct(trend.lines().stream()
                                        .map(line -> line.line().profile())),
                        distinct(trend.lines().stream().map(TrendDocument::database)));
    }

    private static String distinct(Stream<String> texts) {
        return texts.distinct().sorted().collect(Collectors.joining(", "));
    }

    private static String days(List<HistoryRow> rows) {
        String first = day(rows.get(0));
        String last = day(rows.get(rows.size() - 1));
        return first.equals(last) ? first : first + " to " + last;
    }

    private static String day(HistoryRow row) {
        return row.testDate().toString().substring(0, DAY_LENGTH);
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
    }

    private Line text(Dated dated) {
        return new Line(
                text(dated.line(), dated.change()) + " · " + title(dated.line()),
                dated.line().isBetter(dated.change()) ? Tone.GOOD : Tone.BAD);
    }

    private Block changes() {
        List<Line> all = trend.lines().stream()
                .flatMap(line -> line.changes().stream().map(change -> new Dated(line, change)))
                .sorted(Comparator.comparing(Dated::at).reversed())
                .map(this::text)
                .toList();
        long judged = trend.lines().stream().filter(TrendLine::isLongEnough).count();
        return all.isEmpty() && judged > 0
                ? Sentences.text("none found in " + judged + (judged == 1 ? " line" : " lines"))
                : new Items(all);
    }

    private List<Block> lines() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Sentences.text(tooShort().toArray(String[]::new)));
        blocks.add(new Document.Plots(trend.lines().stream()
                .filter(TrendLine::isLongEnough)
                .map(this::plot)
                .toList()));
        trend.lines().stream()
                .filter(TrendLine::isLongEnough)
                .forEach(line -> blocks.add(Section.of(
                                title(line),
                                table(line),
                                Sentences.text("runs: " + line.points().size() + ", changes of level: "
                                        + line.changes().size()))
                        .behindClick()));
        return blocks;
    }

    /** Returns a sentence for the runs of each machine and load that are too few, whatever the metric. */
    private List<String> tooShort() {
        Map<String, List<TrendLine>> byRuns = trend.lines().stream()
                .collect(Collectors.groupingBy(this::of, LinkedHashMap::new, Collectors.toList()));
        List<String> sentences = new ArrayList<>();
        byRuns.forEach((of, lines) -> {
            if (lines.stream().noneMatch(TrendLine::isLongEnough)) {
                sentences.add(of + ": " + tooFew(mostRuns(lines)));
            }
        });
        return sentences;
    }

    private String title(TrendLine line) {
        return line.metric().label() + " · " + of(line);
    }

    /** Returns which runs are on the line. Variants of one name differ in machine or settings. */
    private String of(TrendLine line) {
        List<HistoryRow.Line> variants = trend.lines().stream()
                .filter(other -> other.database().equals(line.database()))
                .map(TrendLine::line)
                .filter(other -> other.profile().equals(line.line().profile()))
                .distinct()
                .toList();
        String variant = variants.size() == 1
                ? ""
                : " · variant " + (variants.indexOf(line.line()) + 1) + " of " + variants.size();
        return database(line) + " · profile " + line.line().profile() + variant;
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
        return new Table("date (UTC)", Table.Labels.DATE, columns, rows);
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
        return day(around.get(1)) + ": " + word(line, change) + " from "
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
                "A point is a run. Throughput, response times and error rate are those of all requests together.",
                "Only runs of one machine, one profile and one kind of target are on one line. Variants of one profile"
                        + " differ in machine, settings or target: plots have their fingerprints as tooltips.",
                "A level is worse if the newest change on its line is one for the worse. Of several variants, the one with"
                        + " the newest run is judged, among those with enough runs.",
                "Levels change where e-divisive means with a t-test find it (" + rules(rules) + "; arXiv:2301.03034)."
                        + " In plots, horizontal lines are the means of the levels.",
                "Outliers, open circles in plots, are far from the others of their level. They count as well.",
                "Chance alone reports a change now and then: ./timer-bench history calibrate measures how often.");
    }

    private ObjectNode plot(TrendLine line) {
        ObjectNode plot = JsonNodeFactory.instance.objectNode();
        plot.put("kind", "trend");
        plot.put("title", line.metric().label());
        List<HistoryRow> rows = line.points().stream().map(TrendLine.Point::row).toList();
        plot.put("of", of(line) + " · " + rows.size() + " runs, " + days(rows));
        plot.put(
                "fingerprints",
                "machine " + line.line().machine() + ", settings and target "
                        + line.line().profileHash());
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

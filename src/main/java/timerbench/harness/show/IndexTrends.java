package timerbench.harness.show;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.history.Trend.TrendLine;
import timerbench.harness.judge.index.Content;
import timerbench.harness.judge.index.ResultsIndex;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Tone;
import timerbench.harness.stats.ChangePoint;
import timerbench.harness.stats.ChangePoints;
import timerbench.settings.Settings;

/** The table of the overview that shows how the figures of runs went which may be compared. */
final class IndexTrends {
    private static final int DAY_LENGTH = "2026-01-31".length();

    private IndexTrends() {}

    /** Returns a row for all runs that may be compared, if there are two. That of the newest run is the first. */
    static Table of(ResultsIndex index) {
        List<ResultsIndex.Course> courses = index.courses(IndexDocument.SHOWN).stream()
                .filter(course -> course.runs() > 1)
                .toList();
        Map<String, Long> names =
                courses.stream().collect(Collectors.groupingBy(IndexTrends::name, Collectors.counting()));
        List<Table.Row> rows = courses.stream()
                .map(course -> row(course, names.get(name(course)) > 1))
                .toList();
        List<Table.Column> columns = List.of(
                Table.Column.of("runs"),
                Table.Column.text("throughput"),
                Table.Column.of("latest", "1/s"),
                Table.Column.text("p95 response time"),
                Table.Column.of("latest", "ms"),
                Table.Column.text("level"));
        return Table.of("simulation, database, profile", columns, rows);
    }

    private static String name(ResultsIndex.Course course) {
        HistoryRow row = course.newest().row();
        return IndexDocument.name(row.testType(), row.databaseType(), row.line());
    }

    private static Table.Row row(ResultsIndex.Course course, boolean isAmbiguous) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(Integer.toString(course.runs())));
        for (SummaryMetric metric : IndexDocument.SHOWN) {
            Optional<TrendLine> line = course.line(metric);
            cells.add(line.map(IndexTrends::spark).map(Table.Cell::of).orElseGet(Table.Cell::of));
            cells.add(
                    Table.Cell.of(line.map(known -> Numbers.text(latest(known))).orElse(Numbers.NOT_MEASURED)));
        }
        cells.add(Table.Cell.of(level(course)));
        String given = isAmbiguous ? given(course.newest()) : "";
        return new Table.Row(Table.Cell.of(name(course) + (given.isEmpty() ? "" : " · " + given)), cells);
    }

    /** Returns the settings that were given, which tell loads of one name apart. */
    private static String given(Content.OfRun run) {
        return new TreeMap<>(run.given())
                .entrySet().stream()
                        .filter(setting -> !setting.getKey().equals(Settings.key("profile")))
                        .map(setting ->
                                setting.getKey().replaceFirst("^" + Settings.key(""), "") + "=" + setting.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static double latest(TrendLine line) {
        return line.points().get(line.points().size() - 1).value();
    }

    private static Document.Spark spark(TrendLine line) {
        List<Double> values = line.points().stream().map(TrendLine.Point::value).toList();
        List<Double> shown = values.subList(Math.max(0, values.size() - IndexDocument.MOST_IN_SPARK), values.size());
        String unit = " " + line.metric().unit();
        return new Document.Spark(
                line.metric().label() + " of the last " + shown.size() + " runs: from "
                        + Numbers.text(shown.get(0)) + " to " + Numbers.text(latest(line)) + unit + ", between "
                        + Numbers.text(Collections.min(shown)) + " and " + Numbers.text(Collections.max(shown)) + unit,
                shown);
    }

    private static Line level(ResultsIndex.Course course) {
        if (course.lines().stream().noneMatch(TrendLine::isLongEnough)) {
            return Line.of("needs " + (ChangePoints.FEWEST_VALUES - course.runs()) + " more runs");
        }
        List<TrendLine> changed = course.lines().stream()
                .filter(line -> line.latestChange().isPresent())
                .toList();
        boolean isWorse = changed.stream().anyMatch(TrendLine::isWorse);
        return changed.isEmpty()
                ? Line.of("no change")
                : new Line(
                        changed.stream().map(IndexTrends::level).collect(Collectors.joining("; ")),
                        isWorse ? Tone.BAD : Tone.GOOD);
    }

    private static String level(TrendLine line) {
        ChangePoint change = line.latestChange().orElseThrow();
        return line.metric().label() + (line.isBetter(change) ? " better" : " worse") + " since "
                + line.points().get(change.at()).row().testDate().toString().substring(0, DAY_LENGTH) + " ("
                + TrendDocument.size(change) + ")";
    }
}

package timerbench.harness.judge.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.run.Better;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.stats.ChangePoint;
import timerbench.harness.stats.ChangePoints;
import timerbench.harness.stats.Outliers;

/**
 * The trend of metrics of one test type over time. Only runs on one machine, of one load and one database are
 * comparable, so each metric has a line for each of these.
 *
 * @param testType the test type of all runs
 * @param lines the lines with at least one point
 * @param invalid the number of runs that do not count, since they were cut short or their generator was the
 *     bottleneck
 */
public record Trend(String testType, List<TrendLine> lines, int invalid) {
    public Trend {
        lines = List.copyOf(lines);
    }

    /** The runs of one line have this in common. */
    private record Key(Optional<String> database, HistoryRow.Line line) {}

    /**
     * A question for a trend.
     *
     * @param database the only database to show; empty for all
     * @param metrics in the order in which to show them
     */
    public record Question(
            String testType, Optional<String> database, List<SummaryMetric> metrics, ChangePoints.Rules rules) {
        public Question {
            metrics = List.copyOf(metrics);
        }
    }

    /** Returns the trend of recorded runs, which are in the order of time. */
    public static Trend of(List<HistoryRow> recorded, Question question) {
        List<HistoryRow> asked = recorded.stream()
                .filter(row -> row.testType().equals(question.testType()))
                .filter(row ->
                        question.database().isEmpty() || row.databaseType().equals(question.database()))
                .toList();
        List<HistoryRow> valid = asked.stream().filter(HistoryRow::isValid).toList();
        Map<Key, List<HistoryRow>> groups = valid.stream()
                .collect(Collectors.groupingBy(
                        row -> new Key(row.databaseType(), row.line()), LinkedHashMap::new, Collectors.toList()));
        List<TrendLine> lines = new ArrayList<>();
        for (SummaryMetric metric : question.metrics()) {
            groups.values().stream()
                    .map(rows -> TrendLine.of(metric, rows, question.rules()))
                    .filter(line -> !line.points().isEmpty())
                    .forEach(lines::add);
        }
        return new Trend(question.testType(), lines, asked.size() - valid.size());
    }

    /** Where the levels stand. */
    public enum Standing {
        /** The newest change of level of a judged line is one for the worse. */
        WORSE,
        NOT_WORSE,
        /** No line has enough runs to be judged. */
        TOO_FEW
    }

    /** What lines have in common of which one is judged. */
    private record Series(SummaryMetric metric, Optional<String> database, String profile) {}

    /**
     * Returns the lines that are judged: of each metric, database and profile the one with the newest run, among those
     * with enough runs. The others are of another machine or of settings that nobody measures any more.
     */
    public List<TrendLine> judged() {
        Map<Series, TrendLine> judged = new LinkedHashMap<>();
        for (TrendLine line : lines.stream().filter(TrendLine::isLongEnough).toList()) {
            judged.merge(
                    new Series(line.metric(), line.database(), line.line().profile()),
                    line,
                    (one, other) ->
                            one.newest().testDate().isAfter(other.newest().testDate()) ? one : other);
        }
        return List.copyOf(judged.values());
    }

    /** Returns where the levels of the judged lines stand. */
    public Standing standing() {
        List<TrendLine> judged = judged();
        if (judged.isEmpty()) {
            return Standing.TOO_FEW;
        }
        return judged.stream().anyMatch(TrendLine::isWorse) ? Standing.WORSE : Standing.NOT_WORSE;
    }

    /**
     * One metric over comparable runs, in the order of time.
     *
     * @param database of all runs; absent if unknown
     * @param changes the change points, by the indices of points
     */
    public record TrendLine(
            SummaryMetric metric,
            HistoryRow.Line line,
            Optional<String> database,
            List<Point> points,
            List<ChangePoint> changes) {

        /**
         * A run and its figure.
         *
         * @param isOutlier whether the figure is far from the others of its level; it counts all the same
         */
        public record Point(HistoryRow row, double value, boolean isOutlier) {}

        public TrendLine {
            points = List.copyOf(points);
            changes = List.copyOf(changes);
        }

        /**
         * Returns the line of comparable runs, which are in the order of time. Runs without the figure make no point.
         */
        static TrendLine of(SummaryMetric metric, List<HistoryRow> rows, ChangePoints.Rules rules) {
            List<HistoryRow> measured =
                    rows.stream().filter(row -> row.figure(metric).isPresent()).toList();
            double[] values = measured.stream()
                    .mapToDouble(row -> row.figure(metric).orElseThrow())
                    .toArray();
            List<ChangePoint> changes = ChangePoints.of(values, rules);
            Set<Integer> outliers = outliers(values, changes);
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                points.add(new Point(measured.get(i), values[i], outliers.contains(i)));
            }
            HistoryRow any = rows.get(0);
            return new TrendLine(metric, any.line(), any.databaseType(), points, changes);
        }

        private static Set<Integer> outliers(double[] values, List<ChangePoint> changes) {
            Set<Integer> outliers = new HashSet<>();
            int from = 0;
            for (int i = 0; i <= changes.size(); i++) {
                int to = i < changes.size() ? changes.get(i).at() : values.length;
                int offset = from;
                Outliers.of(Arrays.copyOfRange(values, from, to)).forEach(place -> outliers.add(offset + place));
                from = to;
            }
            return outliers;
        }

        /** Returns the last run of the old level and the first one of the new level. */
        public List<HistoryRow> around(ChangePoint change) {
            return List.of(
                    points.get(change.at() - 1).row(), points.get(change.at()).row());
        }

        /** Returns whether there are enough runs for a change of level to be found. */
        public boolean isLongEnough() {
            return points.size() >= ChangePoints.FEWEST_VALUES;
        }

        /** Returns the newest change of level. */
        public Optional<ChangePoint> latestChange() {
            return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1));
        }

        /** Returns whether the newest change of level is one for the worse. */
        public boolean isWorse() {
            return latestChange().filter(change -> !isBetter(change)).isPresent();
        }

        /** Returns the row of the newest run. */
        public HistoryRow newest() {
            return points.get(points.size() - 1).row();
        }

        /** Returns whether the metric became better. */
        public boolean isBetter(ChangePoint change) {
            return (change.after() > change.before()) == (metric.better() == Better.HIGHER);
        }
    }
}

package timerbench.harness.judge.history;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import timerbench.harness.run.Better;
import timerbench.harness.stats.ChangePoint;
import timerbench.harness.stats.Outliers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.stats.ChangePoints;

/**
 * How metrics of one kind of test went over time: a line for each metric, machine, load and database, since only runs that are alike
 * in these can be compared.
 *
 * @param testType whose
 * @param lines those with at least one point
 * @param invalid how many runs are left out, since they were cut short or their generator was the bottleneck
 */
public record Trend(String testType, List<TrendLine> lines, int invalid) {
    public Trend {
        lines = List.copyOf(lines);
    }

    /** What runs are of one line. */
    private record Key(Optional<String> database, HistoryRow.Line line) {}

    /**
     * What is wanted.
     *
     * @param database only this one's; empty for all
     * @param metrics in the order in which they are told
     */
    public record Question(
            String testType, Optional<String> database, List<SummaryMetric> metrics, ChangePoints.Rules rules) {
        public Question {
            metrics = List.copyOf(metrics);
        }
    }

    /** Returns the trend of recorded runs, given in the order of time. */
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

    /**
     * One metric over the runs that may be compared with each other, in the order of time.
     *
     * @param database of all of them; absent if unknown
     * @param changes where the level changed, by the places of points
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
         * @param isOutlier whether it is far from the others of its level; it counts all the same
         */
        public record Point(HistoryRow row, double value, boolean isOutlier) {}

        public TrendLine {
            points = List.copyOf(points);
            changes = List.copyOf(changes);
        }

        /** Returns the line of these runs, of one line and database, in the order of time; those that lack the figure are left out. */
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

        /** Returns the last run of the old level and the first of the new one. */
        public List<HistoryRow> around(ChangePoint change) {
            return List.of(
                    points.get(change.at() - 1).row(), points.get(change.at()).row());
        }

        /** Returns whether the change is one to the better; a metric that rises from 0 has none. */
        public boolean isBetter(ChangePoint change) {
            return (change.after() > change.before()) == (metric.better() == Better.HIGHER);
        }
    }
}

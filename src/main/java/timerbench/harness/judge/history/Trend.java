package timerbench.harness.judge.history;

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
}

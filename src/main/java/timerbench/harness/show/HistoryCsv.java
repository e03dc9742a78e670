package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.run.SummaryMetric;

/**
 * The history as a CSV table, version 1: the columns of {@code benchmark_results}. What was not measured is empty.
 */
public final class HistoryCsv {
    private static final String SCHEMA = "timerbench/history-csv/1";

    private HistoryCsv() {}

    /** Returns the text of the file. */
    public static String text(List<HistoryRow> rows) {
        CsvText csv = new CsvText(
                Stream.concat(Stream.of("schema"), History.columns().stream()).toList());
        rows.forEach(row -> csv.row(cells(row).toArray()));
        return csv.text();
    }

    private static List<Object> cells(HistoryRow row) {
        List<Object> cells = new ArrayList<>(List.of(
                SCHEMA,
                row.runId(),
                row.testDate(),
                row.testType(),
                row.databaseType(),
                row.gitCommit(),
                row.line().machine(),
                row.line().profile(),
                row.line().profileHash(),
                row.verdict()));
        for (SummaryMetric metric : SummaryMetric.values()) {
            cells.add(row.figure(metric).map(metric::number));
        }
        return cells;
    }
}

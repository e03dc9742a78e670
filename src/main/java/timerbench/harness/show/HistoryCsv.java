package timerbench.harness.show;

import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.judge.history.History;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.run.SummaryMetric;

/** The history as a table for other programs, version 1: the columns of {@code benchmark_results}. What was not measured is empty. */
public final class HistoryCsv {
    private static final String SCHEMA = "timerbench/history-csv/1";

    private HistoryCsv() {}

    /** Returns the text of the file. */
    public static String text(List<HistoryRow> rows) {
        StringBuilder text =
                new StringBuilder(CsvText.row(Stream.concat(Stream.of("schema"), History.columns().stream())));
        rows.forEach(row -> text.append(CsvText.row(cells(row))));
        return text.toString();
    }

    private static Stream<String> cells(HistoryRow row) {
        return Stream.concat(
                Stream.of(
                        SCHEMA,
                        row.runId(),
                        row.testDate().toString(),
                        row.testType(),
                        row.databaseType().orElse(""),
                        row.gitCommit().orElse(""),
                        row.line().machine(),
                        row.line().profile(),
                        row.line().profileHash(),
                        row.verdict().name()),
                Stream.of(SummaryMetric.values())
                        .map(metric -> row.figure(metric)
                                .map(metric::number)
                                .map(String::valueOf)
                                .orElse("")));
    }
}

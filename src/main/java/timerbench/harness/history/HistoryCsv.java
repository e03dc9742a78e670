package timerbench.harness.history;

import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.result.CsvText;
import timerbench.harness.result.KeyFigure;

/** The history as a table for other programs: the columns of {@code benchmark_results}. What was not measured is empty. */
public final class HistoryCsv {
    private HistoryCsv() {}

    /** Returns the text of the file. */
    public static String text(List<HistoryRow> rows) {
        StringBuilder text = new StringBuilder(CsvText.row(History.columns().stream()));
        rows.forEach(row -> text.append(CsvText.row(cells(row))));
        return text.toString();
    }

    private static Stream<String> cells(HistoryRow row) {
        return Stream.concat(
                Stream.of(
                        row.runId(),
                        row.testDate().toString(),
                        row.testType(),
                        row.databaseType().orElse(""),
                        row.gitCommit().orElse(""),
                        row.line().machine(),
                        row.line().profile(),
                        row.line().profileHash(),
                        row.verdict().name()),
                Stream.of(KeyFigure.values())
                        .map(metric -> row.figure(metric).map(String::valueOf).orElse("")));
    }
}

package timerbench.harness.show;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.SummaryMetric;

/** The history for a console: a line for each run, the newest first, in 80 columns. */
public final class HistoryTable {
    private static final List<String> HEAD =
            List.of("date (UTC)", "simulation", "profile", "database", "verdict", "req/s", "p95 ms", "run");
    private static final List<String> NUMBERS = List.of("req/s", "p95 ms");
    private static final int SIMULATION = HEAD.indexOf("simulation");
    private static final int SHORTEST_SIMULATION = 8;
    private static final int SHORTEST_RUN = 8;
    private static final int MINUTES_LENGTH = "2026-01-31T12:00".length();

    private final List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    private final int[] widths = new int[HEAD.size() - 1];

    private HistoryTable(List<HistoryRow> newestFirst) {
        newestFirst.forEach(row -> lines.add(cells(row)));
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = lines.stream()
                    .mapToInt(line -> line.get(column).length())
                    .max()
                    .orElseThrow();
        }
        int tooMuch = Math.max(0, SHORTEST_RUN - room());
        widths[SIMULATION] = Math.max(SHORTEST_SIMULATION, widths[SIMULATION] - tooMuch);
    }

    /** Returns the table, with a line end after every line. Rows are in the order of time. */
    public static String text(List<HistoryRow> rows) {
        List<HistoryRow> newestFirst = new ArrayList<>(rows);
        Collections.reverse(newestFirst);
        HistoryTable table = new HistoryTable(newestFirst);
        return table.lines.stream().map(line -> table.line(line) + "\n").collect(Collectors.joining());
    }

    private static List<String> cells(HistoryRow row) {
        return List.of(
                row.testDate().toString().substring(0, MINUTES_LENGTH).replace('T', ' '),
                TextWrap.line(row.testType()),
                TextWrap.line(row.line().profile()),
                TextWrap.line(row.databaseType().orElse("-")),
                VerdictText.of(row.verdict()).text(),
                figure(row, SummaryMetric.THROUGHPUT_OPS_PER_SEC),
                figure(row, SummaryMetric.LATENCY_P95_MS),
                TextWrap.line(row.runId()));
    }

    private static String figure(HistoryRow row, SummaryMetric metric) {
        return row.figure(metric).map(Numbers::text).orElse("-");
    }

    /** Returns what is left for the names of runs. */
    private int room() {
        return ConsoleText.WIDTH - IntStream.of(widths).map(width -> width + 1).sum();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String fitting = cell.length() <= widths[i] ? cell : cell.substring(0, widths[i] - 1) + "…";
            String spaces = " ".repeat(widths[i] - fitting.length());
            line.append(NUMBERS.contains(HEAD.get(i)) ? spaces + fitting : fitting + spaces)
                    .append(' ');
        }
        // The end of a name, an instant, is what tells runs of one simulation apart.
        String run = cells.get(widths.length);
        int room = Math.max(SHORTEST_RUN, room());
        return line.append(run.length() <= room ? run : "…" + run.substring(run.length() - room + 1))
                .toString();
    }
}

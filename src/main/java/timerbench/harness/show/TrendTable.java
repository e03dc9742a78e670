package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.history.Trend;
import timerbench.harness.judge.history.Trend.TrendLine;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.TextTable.Cell;
import timerbench.harness.stats.ChangePoint;
import timerbench.harness.stats.ChangePoints;

/** A trend as text. */
public final class TrendTable {
    private static final int WIDTH = 120;
    private static final int COMMIT_LENGTH = 12;

    private TrendTable() {}

    /** Returns the text, with a line break at its end. */
    public static String format(Trend trend) {
        List<String> lines = new ArrayList<>();
        if (trend.lines().isEmpty()) {
            lines.add("no run of " + trend.testType() + " is recorded that has such a figure");
        }
        trend.lines().forEach(line -> lines.addAll(lines(line)));
        if (trend.invalid() > 0) {
            lines.add(
                    "left out: " + trend.invalid() + " runs that were cut short or whose generator was the bottleneck");
        }
        return String.join("\n", lines) + "\n";
    }

    /** Returns by what rules changes are told. */
    public static String rules(ChangePoints.Rules rules) {
        return "windows of " + rules.window() + " runs, t-test at " + Numbers.asGiven(rules.level())
                + ", changes of at least " + Numbers.percent(rules.leastChange());
    }

    private static List<String> lines(TrendLine line) {
        List<String> lines = new ArrayList<>();
        lines.add(title(line));
        TextTable table = new TextTable(4, WIDTH);
        table.row(
                "date (UTC)",
                List.of(Cell.of("commit"), Cell.of(line.metric().unit()), Cell.of("change"), Cell.of("")));
        Set<Integer> changes = line.changes().stream().map(ChangePoint::at).collect(Collectors.toSet());
        for (int i = 0; i < line.points().size(); i++) {
            TrendLine.Point point = line.points().get(i);
            int place = i;
            Optional<ChangePoint> change = changes.contains(i)
                    ? line.changes().stream().filter(each -> each.at() == place).findFirst()
                    : Optional.empty();
            table.row(
                    point.row().testDate().toString().substring(0, 16).replace('T', ' '),
                    List.of(
                            Cell.of(commit(point.row())),
                            Cell.of(Numbers.text(point.value())),
                            Cell.of(change.map(TrendTable::percent).orElse("")),
                            Cell.of(
                                    point.isOutlier()
                                            ? "outlier"
                                            : change.isPresent() ? word(line, change.get()) : "")));
        }
        lines.addAll(table.lines());
        line.changes().forEach(change -> lines.add(text(line, change)));
        lines.add("runs: " + line.points().size() + ", changes of level: "
                + line.changes().size());
        lines.add("");
        return lines;
    }

    /** Returns of what the line is. */
    static String title(TrendLine line) {
        return line.metric().label() + " · " + line.database().orElse("unknown database") + " · profile "
                + line.line().profile() + " " + line.line().profileHash() + " · machine "
                + line.line().machine();
    }

    private static String word(TrendLine line, ChangePoint change) {
        return line.isBetter(change) ? "better" : "worse";
    }

    /** Returns what changed, when and between which commits. */
    static String text(TrendLine line, ChangePoint change) {
        List<HistoryRow> around = line.around(change);
        return String.format(
                Locale.ROOT,
                "%s: %s from %s to %s %s (%s), between %s and %s; p %s",
                around.get(1).testDate().toString().substring(0, 10),
                word(line, change),
                Numbers.text(change.before()),
                Numbers.text(change.after()),
                line.metric().unit(),
                percent(change),
                commit(around.get(0)),
                commit(around.get(1)),
                Numbers.pValue(change.pValue()));
    }

    private static String percent(ChangePoint change) {
        return Double.isFinite(change.change()) ? Numbers.signedChange(change.change()) : "from 0";
    }

    static String commit(HistoryRow row) {
        return row.gitCommit()
                .map(commit -> commit.length() <= COMMIT_LENGTH ? commit : commit.substring(0, COMMIT_LENGTH))
                .orElse("unknown");
    }
}

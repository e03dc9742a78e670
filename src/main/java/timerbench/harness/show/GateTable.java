package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;

/** A gate's verdict as people read it on a console: plain text, at most 100 columns wide, the same in every locale. */
public final class GateTable {
    static final int WIDTH = 100;

    private static final int NAMES = 11;
    private static final String DOT = " · ";

    private final GateReport report;
    private final List<String> lines = new ArrayList<>();

    private GateTable(GateReport report) {
        this.report = report;
    }

    /** Returns the text, with a line end after every line. */
    public static String format(GateReport report) {
        GateTable table = new GateTable(report);
        table.verdict();
        table.facts();
        table.findings();
        table.explanation();
        return table.lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void verdict() {
        wrapped("", Headline.text(report));
        Headline.furtherReasons(report).forEach(reason -> wrapped("  - ", reason));
    }

    private void facts() {
        lines.add("");
        Facts.of(report).forEach(this::named);
        String conditions = Facts.conditions(report).stream()
                .map(condition -> condition.name() + " " + condition.text())
                .collect(Collectors.joining(DOT));
        if (!conditions.isEmpty()) {
            named(new Facts.Line("conditions", conditions));
        }
    }

    private void named(Facts.Line line) {
        wrapped(line.name() + " ".repeat(NAMES - line.name().length()), line.text());
    }

    private void findings() {
        if (report.findings().isEmpty()) {
            return;
        }
        lines.add("");
        List<Column> columns = Column.of(report);
        TextTable table = new TextTable(columns.size(), WIDTH);
        table.row("", columns.stream().map(Column::head).map(TextTable.Cell::of).toList());
        report.findings().forEach(finding -> table.row(TextWrap.line(finding.title()), cells(columns, finding)));
        lines.addAll(table.lines());
        lines.add("");
        Facts.limits(report).forEach(limit -> wrapped("limit: ", limit.name() + ", for " + limit.text()));
    }

    private static List<TextTable.Cell> cells(List<Column> columns, Finding finding) {
        return columns.stream()
                .map(column -> TextTable.Cell.of(column.text().apply(finding)))
                .toList();
    }

    private void explanation() {
        lines.add("");
        Facts.explanation(report).forEach(sentence -> wrapped("", sentence));
    }

    private void wrapped(String prefix, String text) {
        lines.addAll(TextWrap.lines(prefix, text, WIDTH));
    }
}

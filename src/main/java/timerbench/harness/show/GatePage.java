package timerbench.harness.show;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Pair;

/** A gate's verdict as a page that holds all it needs, and so opens from disk. */
final class GatePage {
    private static final String TEMPLATE = "pages/gate.html";

    private GatePage() {}

    /** Returns the text of the file. */
    static String text(GateReport report) throws IOException {
        return Page.text(TEMPLATE, model(report), PairPlots.json(report));
    }

    private static Map<String, Object> model(GateReport report) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("verdict", report.verdict().name());
        model.put("headline", Headline.text(report));
        model.put("reasons", Headline.furtherReasons(report));
        model.put("facts", Facts.of(report));
        model.put("columns", Column.of(report).stream().map(Column::head).toList());
        model.put("findings", findings(report));
        model.put("limits", Facts.limits(report));
        model.put("conditions", Facts.conditions(report));
        model.put("command", report.conditions().getOrDefault(Facts.COMMAND, ""));
        model.put("paired", report.kind() == GateReport.Kind.PAIRED);
        model.put("titles", report.findings().stream().map(Finding::title).toList());
        model.put("pairs", pairs(report));
        model.put("explanation", Facts.explanation(report));
        return model;
    }

    private static List<Map<String, Object>> findings(GateReport report) {
        List<Column> columns = Column.of(report);
        return report.findings().stream()
                .map(finding -> Map.of(
                        "title",
                        finding.title(),
                        "conclusion",
                        finding.conclusion().word(),
                        "cells",
                        columns.stream()
                                .map(column -> column.text().apply(finding))
                                .toList(),
                        "reason",
                        finding.reason()))
                .toList();
    }

    private static List<Map<String, Object>> pairs(GateReport report) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Pair pair : report.pairs()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("round", pair.round());
            row.put("number", pair.number());
            row.put("first", pair.baselineFirst() ? "baseline" : "candidate");
            row.put(
                    "cells",
                    report.findings().stream()
                            .map(finding -> PairFigures.of(pair, finding))
                            .toList());
            row.put("troubles", Troubles.of(pair));
            rows.add(row);
        }
        return rows;
    }
}

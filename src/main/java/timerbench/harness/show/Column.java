package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;

/** A column of the table of findings, beside their titles; the same in all outputs for people. */
record Column(String head, Function<Finding, String> text) {

    static List<Column> of(GateReport report) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("baseline", FindingText::baseline));
        columns.add(new Column("candidate", FindingText::candidate));
        String confidence = FindingText.confidence(report.findings())
                .map(share -> " (" + share + ")")
                .orElse("");
        columns.add(new Column("ratio" + confidence, FindingText::ratioWithInterval));
        if (report.kind() == GateReport.Kind.PAIRED) {
            columns.add(new Column("seen from", FindingText::smallest));
        }
        columns.add(new Column("conclusion", finding -> finding.conclusion().word()));
        return columns;
    }
}

package timerbench.harness.show;

import java.util.List;
import timerbench.harness.judge.recover.FaultFigure;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.judge.recover.RecoveryMetric;
import timerbench.harness.run.JsonText;

/**
 * A recovery experiment as a CSV table in long form: a row for each fault and metric. What was not measured, or not
 * reached, is empty.
 */
final class RecoverCsv {
    private static final List<String> HEADER = List.of(
            "recover",
            "fault",
            "text",
            "metric",
            "unit",
            "runs",
            "notReached",
            "median",
            "low",
            "high",
            "confidence",
            "largest",
            "sum");

    private RecoverCsv() {}

    /** Returns the text of the file. */
    static String text(RecoverResult result) {
        CsvText csv = new CsvText(HEADER);
        for (PlannedFault fault : result.plan().faults()) {
            for (RecoveryMetric metric : RecoveryMetric.values()) {
                add(csv, result, fault, result.figure(fault, metric));
            }
        }
        return csv.text();
    }

    private static void add(CsvText csv, RecoverResult result, PlannedFault fault, FaultFigure figure) {
        csv.row(
                result.id(),
                fault.name(),
                fault.text(),
                figure.metric(),
                figure.metric().unit(),
                result.counted(fault).size(),
                figure.notReached(),
                figure.median(),
                figure.low(),
                figure.high(),
                figure.confidence().map(JsonText::rounded),
                figure.largest(),
                figure.sum());
    }
}

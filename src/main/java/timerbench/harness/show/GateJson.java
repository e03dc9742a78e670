package timerbench.harness.show;

import java.util.Map;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.Finding.Tested;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.run.JsonText;
import timerbench.harness.stats.Interval;

/** A gate's verdict as JSON after {@code schema/verdict-2.schema.json}. Whatever is absent gets no field. */
final class GateJson {
    private GateJson() {}

    /** Returns the text of the file. */
    static String text(GateReport report) {
        return JsonText.of(object(report));
    }

    static JsonObject object(GateReport report) {
        return new JsonObject()
                .with("schema", GateReport.SCHEMA)
                .with("verdict", report.verdict())
                .with("exitCode", report.verdict().exitCode())
                .with("kind", report.kind())
                .with("at", report.at())
                .with("tookSeconds", report.took().toMillis() / 1e3)
                .with("reasons", report.reasons())
                .with("baseline", report.baseline())
                .with("candidate", report.candidate())
                .with("conditions", report.conditions())
                .with(
                        "findings",
                        report.findings().stream().map(GateJson::finding).toList())
                .with("pairs", report.pairs().stream().map(GateJson::pair).toList())
                .with("cause", CauseJson.object(report.cause()));
    }

    private static JsonObject finding(Finding finding) {
        return new JsonObject()
                .with("metric", finding.metric())
                .with("operation", finding.subject().operation())
                .with("process", finding.subject().process())
                .with("unit", finding.unit())
                .with("better", finding.better())
                .with("baseline", finding.baseline())
                .with("candidate", finding.candidate())
                .rounded("ratio", finding.ratio())
                .rounded("difference", finding.difference())
                .rounded("low", finding.interval().map(Interval::low))
                .rounded("high", finding.interval().map(Interval::high))
                .rounded("confidence", finding.interval().map(Interval::confidence))
                .with("limit", finding.limit())
                .rounded("worseFrom", finding.worseFrom())
                .with("tested", finding.tested().map(GateJson::tested))
                .with("conclusion", finding.conclusion())
                .with("reason", finding.reason());
    }

    private static JsonObject tested(Tested tested) {
        return new JsonObject()
                .with("scale", tested.scale())
                .with("least", tested.least())
                .with("sought", tested.sought())
                .with("pairs", tested.pairs())
                .with("worseAfter", tested.worseAfter())
                .with("betterAfter", tested.betterAfter())
                .with("excludedAfter", tested.excludedAfter());
    }

    private static JsonObject pair(Pair pair) {
        return new JsonObject()
                .with("number", pair.number())
                .with("baselineFirst", pair.baselineFirst())
                .with("baseline", trial(pair.baseline()))
                .with("candidate", trial(pair.candidate()));
    }

    private static JsonObject trial(PairedTrial trial) {
        JsonObject values = new JsonObject();
        for (Map.Entry<String, Double> value : trial.values().entrySet()) {
            // JSON has no number for a value that is not finite. Such a value was not measured.
            if (Double.isFinite(value.getValue())) {
                values.with(value.getKey(), value.getValue());
            }
        }
        return new JsonObject()
                .with("values", values)
                .with("violations", trial.violations())
                .with("failure", trial.failure());
    }
}

package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.judge.gate.Finding.RoundResult;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.run.JsonText;
import timerbench.harness.stats.Interval;

/** A gate's verdict as JSON after {@code schema/verdict-1.schema.json}. What is absent gets no field. */
final class GateJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GateJson() {}

    /** Returns the text of the file. */
    static String text(GateReport report) {
        return JsonText.of(json(report));
    }

    private static ObjectNode json(GateReport report) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", GateReport.SCHEMA);
        node.put("verdict", report.verdict().name());
        node.put("exitCode", report.verdict().exitCode());
        node.put("kind", report.kind().word());
        node.put("at", report.at().toString());
        node.put("tookSeconds", report.took().toMillis() / 1e3);
        texts(node, "reasons", report.reasons());
        node.set("baseline", json(report.baseline()));
        node.set("candidate", json(report.candidate()));
        node.set("conditions", texts(report.conditions()));
        ArrayNode findings = node.putArray("findings");
        report.findings().forEach(finding -> findings.add(json(finding)));
        ArrayNode pairs = node.putArray("pairs");
        report.pairs().forEach(pair -> pairs.add(json(pair)));
        return node;
    }

    private static ObjectNode json(Side side) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", side.name());
        node.set("details", texts(side.details()));
        return node;
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("metric", finding.metric());
        finding.subject().operation().ifPresent(operation -> node.put("operation", operation));
        finding.subject().process().ifPresent(process -> node.put("process", process));
        node.put("unit", finding.unit().symbol());
        node.put("better", finding.better().word());
        measured(node, "baseline", finding.baseline());
        measured(node, "candidate", finding.candidate());
        calculated(node, "ratio", finding.ratio());
        calculated(node, "ratioLow", finding.interval().map(Interval::low));
        calculated(node, "ratioHigh", finding.interval().map(Interval::high));
        calculated(node, "ratioConfidence", finding.interval().map(Interval::confidence));
        node.put("limit", finding.limit());
        calculated(node, "worseFrom", finding.worseFrom());
        ArrayNode tests = node.putArray("tests");
        finding.tests().forEach(test -> tests.add(json(test)));
        node.put("conclusion", finding.conclusion().word());
        node.put("reason", finding.reason());
        return node;
    }

    private static ObjectNode json(RoundResult test) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("round", test.round());
        node.put("pairs", test.pairs());
        node.put("ratio", JsonText.rounded(test.ratio()));
        node.put("pWorse", JsonText.rounded(test.worse()));
        node.put("pBetter", JsonText.rounded(test.better()));
        calculated(node, "smallest", test.smallest());
        return node;
    }

    private static ObjectNode json(Pair pair) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("round", pair.round());
        node.put("number", pair.number());
        node.put("baselineFirst", pair.baselineFirst());
        node.set("baseline", json(pair.baseline()));
        node.set("candidate", json(pair.candidate()));
        return node;
    }

    private static ObjectNode json(PairedTrial trial) {
        ObjectNode node = MAPPER.createObjectNode();
        ObjectNode values = node.putObject("values");
        // JSON has no number for what is not finite; such was not measured.
        trial.values()
                .forEach((metric, value) ->
                        measured(values, metric, Optional.of(value).filter(Double::isFinite)));
        texts(node, "violations", trial.violations());
        trial.failure().ifPresent(reason -> node.put("failure", reason));
        return node;
    }

    private static void measured(ObjectNode node, String name, Optional<Double> value) {
        value.ifPresent(known -> node.put(name, known));
    }

    private static void calculated(ObjectNode node, String name, Optional<Double> value) {
        measured(node, name, value.map(JsonText::rounded));
    }

    private static void texts(ObjectNode node, String name, Iterable<String> texts) {
        ArrayNode array = node.putArray(name);
        texts.forEach(array::add);
    }

    private static ObjectNode texts(Map<String, String> texts) {
        ObjectNode node = MAPPER.createObjectNode();
        texts.forEach(node::put);
        return node;
    }
}

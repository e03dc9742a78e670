package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.run.Better;

/** What the page's script plots of a paired gate: of each metric the ratio of each pair, in the order in which they ran. */
final class PairPlots {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PairPlots() {}

    /** Returns the plots of all metrics, those without a single ratio among them; none of a gate without pairs. */
    static ArrayNode json(GateReport report) {
        ArrayNode plots = MAPPER.createArrayNode();
        if (report.kind() == GateReport.Kind.PAIRED) {
            report.findings().forEach(finding -> plots.add(json(finding, report.pairs())));
        }
        return plots;
    }

    private static ObjectNode json(Finding finding, List<Pair> pairs) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("title", finding.title());
        node.put("conclusion", finding.conclusion().word());
        node.put("better", finding.better() == Better.HIGHER ? "more is better" : "less is better");
        finding.ratio().ifPresent(ratio -> node.put("ratio", ratio));
        finding.interval().ifPresent(interval -> {
            node.put("low", interval.low());
            node.put("high", interval.high());
            node.put("confidence", FindingText.confidence(interval));
        });
        finding.worseFrom().ifPresent(ratio -> node.put("worseFrom", ratio));
        ArrayNode rounds = node.putArray("rounds");
        finding.tests().forEach(test -> rounds.add(test.round()));
        ArrayNode points = node.putArray("points");
        pairs.forEach(pair -> points.add(json(pair, PairFigures.of(pair, finding))));
        return node;
    }

    private static ObjectNode json(Pair pair, PairFigures figures) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("round", pair.round());
        node.put("number", pair.number());
        node.put("first", pair.baselineFirst() ? "baseline" : "candidate");
        node.put("baseline", figures.baseline());
        node.put("candidate", figures.candidate());
        figures.ratio().ifPresent(ratio -> node.put("ratio", ratio));
        return node;
    }
}

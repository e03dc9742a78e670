package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.gate.Finding;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.run.Better;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** The pairs of a paired gate, one by one: a plot for each metric, and the values as a table. */
final class PairSection {
    private PairSection() {}

    /** Returns the section; an empty one for a gate without pairs. */
    static Section of(GateReport report) {
        if (report.kind() != GateReport.Kind.PAIRED) {
            return Section.of("Pairs");
        }
        return Section.of(
                        "Pairs",
                        new Document.Plots(
                                plots(report),
                                "Each mark is a pair: by how much the candidate's value differed from the baseline's,"
                                        + " which was measured in turns with it. The band is the range that contains the"
                                        + " true change with the confidence in brackets."),
                        report.pairs().isEmpty()
                                ? Sentences.text(Numbers.NOT_MEASURED)
                                : Section.of("All pairs as figures", table(report))
                                        .behindClick())
                .onPage();
    }

    /**
     * One metric in one pair, as text.
     *
     * @param ratio absent if either value was not measured or is not above zero
     */
    private record Values(String baseline, String candidate, Optional<Double> ratio) {
        static Values of(Pair pair, Finding finding) {
            double[] values = pair.values(finding.metric());
            Optional<Double> ratio = Optional.of(values[1] / values[0])
                    .filter(known -> values[0] > 0 && values[1] > 0 && Double.isFinite(known));
            return new Values(text(finding, values[0]), text(finding, values[1]), ratio);
        }

        private static String text(Finding finding, double value) {
            return FindingText.value(finding, Optional.of(value).filter(Double::isFinite));
        }
    }

    private static Table table(GateReport report) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("first")));
        report.findings()
                .forEach(finding -> columns.add(Table.Column.of(finding.title(), "baseline, candidate, ratio")));
        columns.add(Table.Column.text("trouble"));
        return Table.of(
                "pair",
                columns,
                report.pairs().stream().map(pair -> row(report, pair)).toList());
    }

    private static Table.Row row(GateReport report, Pair pair) {
        List<Table.Cell> cells = new ArrayList<>(List.of(Table.Cell.of(first(pair))));
        for (Finding finding : report.findings()) {
            Values values = Values.of(pair, finding);
            cells.add(Table.Cell.of(
                    values.baseline(),
                    values.candidate(),
                    values.ratio().map(Numbers::ratio).orElse("")));
        }
        cells.add(Table.Cell.of(Troubles.of(pair).toArray(String[]::new)));
        return new Table.Row(Table.Cell.of(Integer.toString(pair.number())), cells);
    }

    private static String first(Pair pair) {
        return pair.baselineFirst() ? "baseline" : "candidate";
    }

    /** Returns a plot for each metric, with the change of each pair in the order in which the pairs ran. */
    static List<ObjectNode> plots(GateReport report) {
        return report.findings().stream()
                .map(finding -> plot(finding, report.pairs()))
                .toList();
    }

    private static ObjectNode plot(Finding finding, List<Pair> pairs) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "pairs");
        node.put("title", finding.title());
        node.put("conclusion", finding.conclusion().word());
        node.put("better", finding.better() == Better.HIGHER ? "more is better" : "less is better");
        PairScale scale = PairScale.of(finding);
        node.put("unit", scale.unit());
        scale.change(finding).ifPresent(mean -> node.put("mean", mean));
        finding.interval().ifPresent(interval -> {
            node.put("low", scale.scaled(interval.low()));
            node.put("high", scale.scaled(interval.high()));
            node.put("confidence", Numbers.percent(interval.confidence()));
        });
        finding.worseFrom().ifPresent(from -> node.put("worseFrom", scale.scaled(from)));
        ArrayNode points = node.putArray("points");
        pairs.forEach(pair -> points.add(point(pair, finding, scale)));
        return node;
    }

    private static ObjectNode point(Pair pair, Finding finding, PairScale scale) {
        Values values = Values.of(pair, finding);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("number", pair.number());
        node.put("first", first(pair));
        node.put("baseline", values.baseline());
        node.put("candidate", values.candidate());
        scale.change(finding, pair).ifPresent(change -> node.put("change", change));
        return node;
    }
}

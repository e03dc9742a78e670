package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.judge.report.Report;
import timerbench.harness.judge.report.Variants;
import timerbench.harness.run.Database;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Run;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;
import timerbench.harness.stats.Interval;

/** A report as JSON: what follows from the runs; their own figures stand in their {@code run.json}. */
public final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportJson() {}

    /** Returns the text of the file. */
    public static String text(Report report) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", Report.SCHEMA);
        ArrayNode runs = node.putArray("runs");
        report.runs().forEach(run -> runs.add(run(run)));
        if (report.isComparison()) {
            node.set("variants", variants(report.variants()));
        }
        return JsonText.of(node);
    }

    private static ObjectNode run(Run run) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("run", run.runId());
        node.put("simulation", run.simulation());
        node.put("profile", run.profile().name());
        run.target().database().map(Database::text).ifPresent(text -> node.put("database", text));
        run.environment().gitCommit().ifPresent(commit -> node.put("commit", commit));
        node.put("measuredFrom", run.trials().get(0).measured().from().toString());
        node.put("verdict", run.verdict().name());
        ObjectNode figures = node.putObject("figures");
        for (SummaryMetric figure : SummaryMetric.values()) {
            figure.of(run).ifPresent(value -> figures.putPOJO(figure.column(), figure.number(JsonText.rounded(value))));
        }
        ArrayNode trials = node.putArray("trials");
        run.trials().forEach(trial -> trials.add(trial(run, trial)));
        return node;
    }

    private static ObjectNode trial(Run run, Trial trial) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("number", trial.number());
        ArrayNode thresholds = node.putArray("thresholds");
        for (Threshold threshold : trial.thresholds()) {
            ObjectNode one = thresholds.addObject();
            one.put("what", threshold.what());
            one.put("unit", threshold.unit().symbol());
            one.put("better", threshold.better().word());
            one.put("limit", threshold.limit());
            threshold.got().ifPresent(got -> one.put("got", got));
            one.put("standing", threshold.standing().word());
        }
        Bottleneck bottleneck = Bottleneck.of(run, trial);
        ObjectNode limit = node.putObject("limitedBy");
        limit.put("what", bottleneck.limit().word());
        limit.put("text", bottleneck.text());
        ObjectNode facts = limit.putObject("facts");
        bottleneck.facts().forEach(facts::put);
        return node;
    }

    private static ArrayNode variants(Variants variants) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Variants.Variant variant : variants.all()) {
            ObjectNode node = all.addObject();
            node.put("name", variant.name());
            node.put("isReference", variant.equals(variants.reference()));
            ArrayNode runs = node.putArray("runs");
            variant.runs().forEach(run -> runs.add(run.runId()));
            ObjectNode figures = node.putObject("figures");
            for (SummaryMetric figure : SummaryMetric.values()) {
                variant.median(figure).ifPresent(median -> {
                    ObjectNode one = figures.putObject(figure.column());
                    one.put("median", JsonText.rounded(median.value()));
                    variants.ratio(variant, figure).ifPresent(ratio -> {
                        one.put("ratio", JsonText.rounded(ratio.ratio()));
                        ratio.interval().ifPresent(interval -> put(one, interval));
                    });
                });
            }
        }
        return all;
    }

    private static void put(ObjectNode node, Interval interval) {
        node.put("ratioLow", JsonText.rounded(interval.low()));
        node.put("ratioHigh", JsonText.rounded(interval.high()));
        node.put("confidence", interval.confidence());
    }
}

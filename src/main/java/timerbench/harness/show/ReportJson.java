package timerbench.harness.show;

import java.util.Optional;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.judge.report.Report;
import timerbench.harness.judge.report.Variants;
import timerbench.harness.run.Database;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Run;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.run.Trial;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;

/** A report as JSON: what follows from the runs. Their own figures are in their {@code run.json}. */
public final class ReportJson {
    private ReportJson() {}

    /** Returns the text of the file. */
    public static String text(Report report) {
        JsonObject file = new JsonObject()
                .with("schema", Report.SCHEMA)
                .with("runs", report.runs().stream().map(ReportJson::run).toList());
        if (report.isComparison()) {
            Variants variants = report.variants();
            file.with(
                    "variants",
                    variants.all().stream()
                            .map(variant -> variant(variants, variant))
                            .toList());
        }
        return JsonText.of(file);
    }

    private static JsonObject run(Run run) {
        JsonObject figures = new JsonObject();
        for (SummaryMetric metric : SummaryMetric.values()) {
            figures.with(metric.column(), metric.of(run).map(JsonText::rounded).map(metric::number));
        }
        return new JsonObject()
                .with("run", run.runId())
                .with("simulation", run.simulation())
                .with("profile", run.profile().name())
                .with("database", run.target().database().map(Database::text))
                .with("commit", run.environment().gitCommit())
                .with("measuredFrom", run.trials().get(0).measured().from())
                .with("verdict", run.verdict())
                .with("figures", figures)
                .with(
                        "trials",
                        run.trials().stream().map(trial -> trial(run, trial)).toList());
    }

    private static JsonObject trial(Run run, Trial trial) {
        Bottleneck bottleneck = Bottleneck.of(run, trial);
        return new JsonObject()
                .with("number", trial.number())
                .with("thresholds", trial.thresholds())
                .with(
                        "limitedBy",
                        new JsonObject()
                                .with("what", bottleneck.limit())
                                .with("text", bottleneck.text())
                                .with("facts", bottleneck.facts()));
    }

    private static JsonObject variant(Variants variants, Variants.Variant variant) {
        JsonObject figures = new JsonObject();
        for (SummaryMetric metric : SummaryMetric.values()) {
            figures.with(
                    metric.column(), variant.median(metric).map(median -> figure(variants, variant, metric, median)));
        }
        return new JsonObject()
                .with("name", variant.name())
                .with("isReference", variant.equals(variants.reference()))
                .with("runs", variant.runs().stream().map(Run::runId).toList())
                .with("figures", figures);
    }

    private static JsonObject figure(Variants variants, Variants.Variant variant, SummaryMetric metric, Median median) {
        JsonObject figure = new JsonObject().rounded("median", median.value());
        variants.ratio(variant, metric).ifPresent(ratio -> {
            Optional<Interval> interval = ratio.interval();
            figure.rounded("ratio", ratio.ratio())
                    .rounded("ratioLow", interval.map(Interval::low))
                    .rounded("ratioHigh", interval.map(Interval::high))
                    .with("confidence", interval.map(Interval::confidence));
        });
        return figure;
    }
}

package timerbench.harness.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import timerbench.harness.judge.report.Bottleneck;
import timerbench.harness.judge.report.Report;
import timerbench.harness.judge.report.Variants;
import timerbench.harness.judge.report.Variants.Variant;
import timerbench.harness.run.Better;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.run.Trial;
import timerbench.harness.stats.MeanRatio;

/** Several runs held against each other, as a page that holds all it needs. */
final class ReportComparisonPage {
    private static final String TEMPLATE = "pages/report-comparison.html";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double PER_MILLISECOND = 1e-3;

    private ReportComparisonPage() {}

    /** Returns the text of the file. */
    static String text(Report report) throws IOException {
        Variants variants = report.variants();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("variants", variants.all().size());
        model.put("untold", variants.untold().size());
        model.put("reference", variants.reference().name());
        model.put("runs", runs(variants));
        model.put("names", variants.all().stream().map(Variant::name).toList());
        model.put("rows", rows(variants));
        model.put("differences", differences(variants));
        ObjectNode data = MAPPER.createObjectNode();
        data.set("ratios", ratios(variants));
        data.set("curves", curves(variants));
        model.put("curves", data.path("curves").size());
        return Page.text(TEMPLATE, model, data);
    }

    private static List<Map<String, String>> runs(Variants variants) {
        List<Map<String, String>> runs = new ArrayList<>();
        for (Variant variant : variants.all()) {
            for (Run run : variant.runs()) {
                Bottleneck bottleneck = Bottleneck.of(run, run.trials().get(0));
                runs.add(Map.of(
                        "variant", variant.name(),
                        "run", run.runId(),
                        "verdict", run.verdict().text(),
                        "class", run.verdict().name(),
                        "limit", bottleneck.limit().word(),
                        "command", RerunCommand.command(run)));
            }
        }
        return runs;
    }

    /** A row for each figure that any run has: of each variant the median, and its ratio to the reference. */
    private static List<Map<String, Object>> rows(Variants variants) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SummaryMetric figure : SummaryMetric.values()) {
            List<Map<String, String>> cells = variants.all().stream()
                    .map(variant -> cell(variants, variant, figure))
                    .toList();
            rows.add(Map.of(
                    "label", figure.label(),
                    "unit", figure.unit(),
                    "better", better(figure),
                    "cells", cells));
        }
        return rows;
    }

    private static Map<String, String> cell(Variants variants, Variant variant, SummaryMetric figure) {
        Optional<MeanRatio> ratio =
                variant.equals(variants.reference()) ? Optional.empty() : variants.ratio(variant, figure);
        return Map.of(
                "value",
                        variant.median(figure)
                                .map(median -> number(median.value()))
                                .orElse(Numbers.NOT_MEASURED),
                "runs", variant.values(figure).length + " of " + variant.runs().size() + " runs",
                "ratio",
                        ratio.map(known -> "× " + Numbers.fineText(known.ratio()))
                                .orElse(""),
                "interval", ratio.map(ReportComparisonPage::interval).orElse(""),
                "difference", ratio.map(known -> difference(known, figure)).orElse(""));
    }

    private static String number(double value) {
        return value == 0 ? "0" : Numbers.fineText(value);
    }

    private static String interval(MeanRatio ratio) {
        return ratio.interval()
                .map(known -> Numbers.fineText(known.low()) + " – " + Numbers.fineText(known.high()) + " (95 %)")
                .orElse("no interval");
    }

    private static String difference(MeanRatio ratio, SummaryMetric figure) {
        if (ratio.interval().map(interval -> interval.contains(1)).orElse(true)) {
            return "no difference is shown";
        }
        return (ratio.ratio() > 1) == (figure.better() == Better.HIGHER) ? "better" : "worse";
    }

    private static String better(SummaryMetric figure) {
        return figure.better() == Better.HIGHER ? "more is better" : "less is better";
    }

    private static List<Map<String, Object>> differences(Variants variants) {
        List<Map<String, Object>> rows = new ArrayList<>();
        variants.differences()
                .forEach((condition, values) -> rows.add(Map.of("condition", condition, "values", values)));
        return rows;
    }

    private static ArrayNode ratios(Variants variants) {
        ArrayNode plots = MAPPER.createArrayNode();
        for (SummaryMetric figure : SummaryMetric.values()) {
            ObjectNode plot = MAPPER.createObjectNode();
            plot.put("title", figure.label());
            plot.put("better", better(figure));
            ArrayNode points = plot.putArray("points");
            variants.all().stream()
                    .skip(1)
                    .forEach(variant -> variants.ratio(variant, figure).ifPresent(ratio -> {
                        ObjectNode point = points.addObject();
                        point.put("variant", variant.name());
                        point.put("ratio", ratio.ratio());
                        ratio.interval().ifPresent(interval -> {
                            point.put("low", interval.low());
                            point.put("high", interval.high());
                        });
                    }));
            if (!points.isEmpty()) {
                plots.add(plot);
            }
        }
        return plots;
    }

    /** Of each operation, and of the lateness, the percentiles of each variant's first run. */
    private static ArrayNode curves(Variants variants) {
        TreeSet<String> operations = new TreeSet<>();
        variants.all().forEach(variant -> operations.addAll(new Plots(first(variant)).operations()));
        ArrayNode curves = MAPPER.createArrayNode();
        for (String operation : operations) {
            Map<String, Distribution> all =
                    distributions(variants, Metric.RESPONSE_TIME, MetricScope.operation(operation));
            curves.add(Plots.curve(operation + ", percentiles", "ms", 1, all));
        }
        Map<String, Distribution> lateness = distributions(variants, Metric.LATENESS, MetricScope.trial());
        if (!lateness.isEmpty()) {
            curves.add(Plots.curve("lateness, percentiles", "ms", PER_MILLISECOND, lateness));
        }
        return curves;
    }

    private static Map<String, Distribution> distributions(Variants variants, String metric, MetricScope subject) {
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        variants.all()
                .forEach(variant -> first(variant)
                        .distribution(metric, subject)
                        .ifPresent(samples -> distributions.put(variant.name(), samples)));
        return distributions;
    }

    private static Trial first(Variant variant) {
        return variant.runs().get(0).trials().get(0);
    }
}

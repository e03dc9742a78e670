package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.judge.report.Bottleneck;
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
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Fact;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;
import timerbench.harness.stats.MeanRatio;

/** Several runs, as variants that are compared with the first of them. */
final class VariantsDocument {
    private static final double MILLIS_PER_MICRO = 1e-3;

    /** More are not read whole on a screen. */
    private static final int MOST_COLUMNS = 6;

    private static final String EXPLANATION = "Values are medians over a variant's runs. Ratios are those of geometric"
            + " means to the reference, with Welch's interval on logarithms. Each interval holds at 95 % by itself, not"
            + " together with the others; one run has none. Runs that were made one after the other differ by more than"
            + " what is compared: ./timer-bench compare and gate mix the order.";

    private final Variants variants;

    private VariantsDocument(Variants variants) {
        this.variants = variants;
    }

    static Document of(Variants variants) {
        return new VariantsDocument(variants).document();
    }

    private Document document() {
        String reference = variants.reference().name();
        String number = variants.all().size() + " variants";
        Document.Plots curves = new Document.Plots(curves());
        return new Document(
                number + " · timer-bench",
                Line.of(headline(number)),
                List.of(
                        About.of(variants.all().stream()
                                .flatMap(variant -> variant.runs().stream())
                                .toList()),
                        Sentences.troubles(troubles()),
                        Section.of("Figures", figures()),
                        Section.of(
                                "Ratios to " + reference,
                                new Document.Plots(
                                        ratios(), "Each dot is a ratio to the reference, a line its 95 % interval.")),
                        Section.of("Percentiles", curves.isEmpty() ? Sentences.text(Numbers.NOT_MEASURED) : curves),
                        Section.of("Runs", runs()),
                        Section.of("What differs", differences()),
                        Section.of("Run them again", new Facts(commands())).behindClick()));
    }

    /** Returns in which metrics each variant is shown to differ from the reference. */
    private String headline(String number) {
        String found = variants.all().stream()
                .skip(1)
                .map(variant -> variant.name() + ": " + shown(variant))
                .collect(Collectors.joining("; "));
        return number + ", compared with " + variants.reference().name() + (found.isEmpty() ? "" : ". " + found);
    }

    private String shown(Variant variant) {
        String shown = Stream.of(SummaryMetric.values())
                .flatMap(metric -> variants.ratio(variant, metric).stream()
                        .filter(ratio -> !difference(ratio, metric).isPlain())
                        .map(ratio -> metric.label() + " " + Numbers.fineText(ratio.ratio()) + " × ("
                                + difference(ratio, metric).text() + ")"))
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "no difference is shown" : shown;
    }

    private List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        if (variants.all().size() == 1) {
            troubles.add("All of these runs have equal conditions: they are repeats of one"
                    + " variant, and there is nothing to compare them with.");
        }
        if (!variants.untold().isEmpty()) {
            troubles.add("The variants differ in more than their names say: see \"What differs\".");
        }
        return troubles;
    }

    private Table runs() {
        List<Table.Row> rows = new ArrayList<>();
        for (Variant variant : variants.all()) {
            for (Run run : variant.runs()) {
                boolean isBad = run.verdict() == Run.Verdict.CROSSED || run.verdict() == Run.Verdict.INVALID;
                Bottleneck bottleneck = Bottleneck.of(run, run.trials().get(0));
                rows.add(new Table.Row(
                        Table.Cell.of(run.runId()),
                        List.of(
                                Table.Cell.of(variant.name()),
                                Table.Cell.of(new Line(run.verdict().text(), isBad ? Tone.BAD : Tone.PLAIN)),
                                Table.Cell.of(bottleneck.limit().word()))));
            }
        }
        List<Table.Column> columns =
                List.of(Table.Column.text("variant"), Table.Column.of("verdict"), Table.Column.of("limited by"));
        return Table.of("run", columns, rows);
    }

    /** Returns a row for each metric: of each variant the median, and its ratio to the reference. */
    private Block[] figures() {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < variants.all().size(); from += MOST_COLUMNS) {
            blocks.add(figures(variants.all()
                    .subList(from, Math.min(from + MOST_COLUMNS, variants.all().size()))));
        }
        blocks.add(Sentences.small(EXPLANATION));
        return blocks.toArray(Block[]::new);
    }

    private Table figures(List<Variant> shown) {
        List<Table.Column> columns = new ArrayList<>();
        for (Variant variant : shown) {
            columns.add(Table.Column.of(variant.name(), variant.equals(variants.reference()) ? "reference" : ""));
        }
        List<Table.Row> rows = new ArrayList<>();
        for (SummaryMetric metric : SummaryMetric.values()) {
            rows.add(new Table.Row(
                    Table.Cell.of(metric.label() + ", " + metric.unit() + " (" + better(metric) + ")"),
                    shown.stream().map(variant -> cell(variant, metric)).toList()));
        }
        return Table.of("metric", columns, rows);
    }

    private Table.Cell cell(Variant variant, SummaryMetric metric) {
        Table.Cell cell = Table.Cell.of(
                variant.median(metric).map(median -> number(median.value())).orElse(Numbers.NOT_MEASURED),
                variant.values(metric).length + " of " + variant.runs().size() + " runs");
        return variants.reference().equals(variant)
                ? cell
                : variants.ratio(variant, metric)
                        .map(ratio -> cell.and(Line.of("× " + Numbers.fineText(ratio.ratio())))
                                .and(Line.of(interval(ratio)))
                                .and(difference(ratio, metric)))
                        .orElse(cell);
    }

    private static String number(double value) {
        return value == 0 ? "0" : Numbers.fineText(value);
    }

    private static String interval(MeanRatio ratio) {
        return ratio.interval()
                .map(known -> Numbers.fineText(known.low()) + " – " + Numbers.fineText(known.high()) + " (95 %)")
                .orElse("no interval");
    }

    private static Line difference(MeanRatio ratio, SummaryMetric metric) {
        if (ratio.interval().map(interval -> interval.contains(1)).orElse(true)) {
            return Line.of("no difference is shown");
        }
        return (ratio.ratio() > 1) == (metric.better() == Better.HIGHER)
                ? new Line("better", Tone.GOOD)
                : new Line("worse", Tone.BAD);
    }

    private static String better(SummaryMetric metric) {
        return metric.better() == Better.HIGHER ? "more is better" : "less is better";
    }

    private Block differences() {
        if (variants.differences().isEmpty()) {
            return Sentences.text("nothing that is known");
        }
        List<Table.Column> columns = variants.all().stream()
                .map(variant -> Table.Column.text(variant.name()))
                .toList();
        List<Table.Row> rows = new ArrayList<>();
        variants.differences().forEach((condition, values) -> rows.add(Table.Row.of(condition, values)));
        return Table.of("condition", columns, rows);
    }

    private List<Fact> commands() {
        return variants.all().stream()
                .flatMap(variant -> variant.runs().stream())
                .map(run -> new Fact(run.runId(), RerunCommand.command(run)))
                .toList();
    }

    private List<ObjectNode> ratios() {
        List<ObjectNode> plots = new ArrayList<>();
        for (SummaryMetric metric : SummaryMetric.values()) {
            ObjectNode plot = JsonNodeFactory.instance.objectNode();
            plot.put("kind", "ratios");
            plot.put("title", metric.label());
            plot.put("better", better(metric));
            ArrayNode points = plot.putArray("points");
            variants.all().stream()
                    .skip(1)
                    .forEach(variant -> variants.ratio(variant, metric)
                            .ifPresent(ratio -> put(points.addObject(), variant, ratio)));
            if (!points.isEmpty()) {
                plots.add(plot);
            }
        }
        return plots;
    }

    private static void put(ObjectNode point, Variant variant, MeanRatio ratio) {
        point.put("variant", variant.name());
        point.put("ratio", ratio.ratio());
        ratio.interval().ifPresent(interval -> {
            point.put("low", interval.low());
            point.put("high", interval.high());
        });
    }

    /** Returns the percentiles of each operation, and of the lateness, in each variant's first run. */
    private List<ObjectNode> curves() {
        TreeSet<String> operations = new TreeSet<>();
        variants.all().forEach(variant -> operations.addAll(new TrialPlots(first(variant)).operations()));
        List<ObjectNode> curves = new ArrayList<>();
        for (String operation : operations) {
            Map<String, Distribution> all = distributions(Metric.RESPONSE_TIME, MetricScope.operation(operation));
            curves.add(TrialPlots.curve(operation + ", percentiles", "ms", 1, all));
        }
        Map<String, Distribution> lateness = distributions(Metric.LATENESS, MetricScope.trial());
        if (!lateness.isEmpty()) {
            curves.add(TrialPlots.curve("lateness, percentiles", "ms", MILLIS_PER_MICRO, lateness));
        }
        return curves;
    }

    private Map<String, Distribution> distributions(String metric, MetricScope subject) {
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

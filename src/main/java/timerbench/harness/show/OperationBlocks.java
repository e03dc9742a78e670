package timerbench.harness.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Column.Difference;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.ComparedMetric;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.Better;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Unit;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;

/** One operation of a comparison: plots of the main metrics, and all metrics of all variants as a table. */
final class OperationBlocks {
    /** Stands before a ratio whose interval contains 1. */
    static final String NONE_SHOWN = "≈";

    /** Stands behind a ratio without interval. */
    static final String NOT_TESTED = "?";

    private static final int LARGEST_LIMIT = 999;

    /** Metrics that share a plot. Where there are several, each is of one process. */
    private record Plot(String title, List<ComparedMetric> metrics, List<String> processes) {}

    private static final List<String> ONE = List.of("");
    private static final List<String> PROCESSES = List.of("service", "database");
    private static final List<Plot> PLOTS = List.of(
            new Plot("throughput", List.of(ComparedMetric.THROUGHPUT), ONE),
            new Plot("p95 response time", List.of(ComparedMetric.P95), ONE),
            new Plot(
                    "CPU time per 1,000 requests",
                    List.of(ComparedMetric.CPU_SERVICE, ComparedMetric.CPU_DATABASE),
                    PROCESSES),
            new Plot(
                    "largest memory",
                    List.of(ComparedMetric.MEMORY_SERVICE, ComparedMetric.MEMORY_DATABASE),
                    PROCESSES));

    /** What the load cost. A table of these and one of the others are each narrow enough to be read whole. */
    private static final Set<ComparedMetric> RESOURCES = Set.of(
            ComparedMetric.CPU_SERVICE,
            ComparedMetric.CPU_DATABASE,
            ComparedMetric.MEMORY_SERVICE,
            ComparedMetric.MEMORY_DATABASE,
            ComparedMetric.DISK_PER_TIMER);

    private final Comparison comparison;
    private final List<Column> columns;

    private OperationBlocks(Comparison comparison, String operation) {
        this.comparison = comparison;
        this.columns = comparison.columns(operation);
    }

    static Section section(Comparison comparison, String operation) {
        OperationBlocks blocks = new OperationBlocks(comparison, operation);
        Map<Boolean, List<Column>> byKind = blocks.columns.stream()
                .collect(Collectors.partitioningBy(column -> RESOURCES.contains(column.quantity())));
        return Section.of(
                operation,
                new Document.Plots(
                        blocks.plots(),
                        (comparison.plan().isSweep() ? "The line joins the medians" : "Each bar is a median")
                                + "; a whisker is its interval, each dot a repeat."),
                blocks.table(byKind.get(false)),
                blocks.table(byKind.get(true)),
                Sentences.small(blocks.signs()));
    }

    /** Returns the metrics that were measured; all of them if none was. */
    private Table table(List<Column> all) {
        List<Column> measured = all.stream().filter(OperationBlocks::isMeasured).toList();
        List<Column> columns = measured.isEmpty() ? all : measured;
        return Table.of(
                ComparisonDocument.variant(comparison.plan()),
                columns.stream()
                        .map(Column::quantity)
                        .map(metric -> Table.Column.of(metric.label(), unit(metric)))
                        .toList(),
                comparison.plan().variants().stream()
                        .map(variant -> row(variant, columns))
                        .toList());
    }

    private Table.Row row(Variant variant, List<Column> columns) {
        String name = variant.name() + (comparison.isEmulator(variant.name()) ? " (emulator)" : "");
        List<Entry> entries =
                columns.stream().map(column -> column.entry(variant.name())).toList();
        Optional<String> nothing = nothing(variant, entries);
        if (nothing.isPresent()) {
            return new Table.Row(Table.Cell.of(name), List.of(Table.Cell.over(columns.size(), nothing.get())));
        }
        List<String> confidences = entries.stream()
                .flatMap(entry -> entry.median().flatMap(Median::interval).stream())
                .map(OperationBlocks::confidence)
                .distinct()
                .toList();
        boolean hasRatios =
                columns.stream().anyMatch(column -> column.reference().isPresent());
        List<String> label = new ArrayList<>(List.of(name));
        if (!confidences.isEmpty()) {
            label.add(confidences.size() == 1 ? confidences.get(0) : "interval");
        }
        if (hasRatios) {
            label.add("ratio");
        }
        return new Table.Row(
                Table.Cell.of(label.toArray(String[]::new)),
                columns.stream()
                        .map(column -> cell(column, variant.name(), confidences.size()))
                        .toList());
    }

    private Optional<String> nothing(Variant variant, List<Entry> entries) {
        if (comparison.missing().containsKey(variant.name())) {
            return Optional.of("not available");
        }
        boolean isMeasured = entries.stream().anyMatch(entry -> entry.median().isPresent());
        return isMeasured ? Optional.empty() : Optional.of(Numbers.NOT_MEASURED);
    }

    /** Returns a cell without a line for intervals if the row has none; one confidence of all is in the label. */
    private static Table.Cell cell(Column column, String variant, int confidences) {
        Entry entry = column.entry(variant);
        ComparedMetric metric = column.quantity();
        String interval = entry.median()
                .flatMap(Median::interval)
                .map(known -> interval(metric, known) + (confidences == 1 ? "" : " (" + confidence(known) + ")"))
                .orElse("");
        // Error rates are mostly 0, which has no multiples.
        boolean isBest =
                metric != ComparedMetric.ERROR_RATE && column.reference().equals(Optional.of(variant));
        String ratio = isBest
                ? "best"
                : entry.against().map(OperationBlocks::ratioWithInterval).orElse("");
        Table.Cell cell = Table.Cell.of(
                entry.median().map(median -> value(metric, median.value())).orElse(Numbers.NOT_MEASURED));
        Table.Cell withInterval = confidences == 0 ? cell : cell.and(Line.of(interval));
        return withInterval
                .and(Line.of(ratio))
                .and(entry.against()
                        .map(RatioToBest::difference)
                        .map(OperationBlocks::difference)
                        .orElse(Line.of("")));
    }

    private static Line difference(Difference difference) {
        return switch (difference) {
            case BETTER -> new Line(difference.text(), Tone.GOOD);
            case WORSE -> new Line(difference.text(), Tone.BAD);
            case NONE_SHOWN, NOT_TESTED -> Line.of("");
        };
    }

    /** Returns a value in the unit that people read it in. */
    static String value(ComparedMetric metric, double value) {
        if (metric == ComparedMetric.ERROR_RATE) {
            return Numbers.percentage(value);
        } else if (metric.unit() == Unit.SECONDS || metric == ComparedMetric.THROUGHPUT_TO_BARE) {
            return Numbers.fineText(value);
        }
        boolean isWhole = metric.unit() == Unit.MILLISECONDS && value == Math.rint(value);
        return isWhole ? Numbers.text((long) value) : Numbers.text(value);
    }

    /** Returns the unit that people read it in; empty for a ratio. */
    static String unit(ComparedMetric metric) {
        return switch (metric.unit()) {
            case ONE -> metric == ComparedMetric.ERROR_RATE ? "%" : "";
            case BYTES -> "bytes";
            default -> metric.unit().symbol();
        };
    }

    private static String interval(ComparedMetric metric, Interval interval) {
        return value(metric, interval.low()) + "–" + value(metric, interval.high());
    }

    private static String confidence(Interval interval) {
        return Numbers.percent(interval.confidence());
    }

    /** Returns a ratio with its interval, if it has one. */
    static String ratioWithInterval(RatioToBest against) {
        String ratio = Numbers.text(against.ratio().ratio());
        String marked = switch (against.difference()) {
            case NONE_SHOWN -> NONE_SHOWN + ratio;
            case NOT_TESTED -> ratio + NOT_TESTED;
            case BETTER, WORSE -> ratio;
        };
        return marked
                + against.ratio()
                        .interval()
                        .map(interval -> " (" + limit(interval.low()) + "–" + limit(interval.high()) + ")")
                        .orElse("");
    }

    /** Returns a limit so that no interval, however wide, makes a column wider than others. */
    private static String limit(double ratio) {
        return ratio < LARGEST_LIMIT ? Numbers.text(ratio) : ">" + LARGEST_LIMIT;
    }

    private static boolean isMeasured(Column column) {
        return column.measured().findAny().isPresent();
    }

    /** Returns which metrics were not measured, and what the signs mean that are in the tables. */
    private List<String> signs() {
        List<String> signs = new ArrayList<>();
        List<String> missing = columns.stream()
                .filter(column -> !isMeasured(column))
                .map(column -> column.quantity().label())
                .toList();
        if (!missing.isEmpty()) {
            signs.add(Numbers.NOT_MEASURED + ": " + String.join("; ", missing));
        }
        boolean hasIntervals = columns.stream()
                .flatMap(Column::measured)
                .anyMatch(entry -> entry.median().flatMap(Median::interval).isPresent());
        if (hasIntervals) {
            signs.add("%: how often such an interval contains the true median");
        }
        if (columns.stream().anyMatch(column -> column.reference().isPresent())) {
            signs.add("ratio: to the best median");
        }
        if (has(Difference.NONE_SHOWN)) {
            signs.add(NONE_SHOWN + ": no difference is shown, the interval of the ratio contains 1");
        }
        if (has(Difference.NOT_TESTED)) {
            signs.add(NOT_TESTED + ": not tested, there is no interval: a single repeat, or the same ratio in all");
        }
        return signs.isEmpty() ? List.of() : List.of(String.join(". ", signs) + ".");
    }

    private boolean has(Difference difference) {
        return columns.stream()
                .flatMap(Column::measured)
                .flatMap(entry -> entry.against().stream())
                .anyMatch(against -> against.difference() == difference);
    }

    /** Returns the plots for which something was measured. */
    private List<ObjectNode> plots() {
        List<ObjectNode> plots = new ArrayList<>();
        for (Plot plot : PLOTS) {
            ObjectNode node = json(plot);
            if (!node.path("points").isEmpty()) {
                plots.add(node);
            }
        }
        return plots;
    }

    private ObjectNode json(Plot plot) {
        ComparedMetric first = plot.metrics().get(0);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", comparison.plan().isSweep() ? "sweep" : "bars");
        node.put("varied", comparison.plan().varied());
        node.put("title", plot.title());
        node.put("unit", unit(first));
        node.put("better", first.better() == Better.HIGHER ? "more is better" : "less is better");
        ArrayNode points = node.putArray("points");
        for (int i = 0; i < plot.metrics().size(); i++) {
            String process = plot.processes().get(i);
            Column.of(plot.metrics().get(i), columns)
                    .measured()
                    .forEach(entry -> put(points.addObject(), entry, process));
        }
        return node;
    }

    private void put(ObjectNode node, Entry entry, String process) {
        node.put("variant", entry.variant());
        node.put("process", process);
        node.put("emulator", comparison.isEmulator(entry.variant()));
        Median median = entry.median().orElseThrow();
        node.put("median", median.value());
        median.interval().ifPresent(interval -> {
            node.put("low", interval.low());
            node.put("high", interval.high());
            node.put("confidence", confidence(interval));
        });
        entry.repeats().values().forEach(node.putArray("repeats")::add);
    }
}

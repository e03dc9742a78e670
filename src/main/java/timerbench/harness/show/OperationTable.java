package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.ComparedMetric;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.Numbers;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;

/** The figures of one operation: what clients see, below it how much that is of the bare driver's, and what it costs. */
final class OperationTable {
    private static final String MARK = " *";

    /** What stands over a column, in one or two lines, and how its ratios read. */
    private record Head(ComparedMetric quantity, String above, String name, Function<RatioToBest, String> ratio) {}

    private static final List<Head> SEEN = List.of(
            new Head(ComparedMetric.THROUGHPUT, "", "throughput", FigureText::ratioWithInterval),
            new Head(ComparedMetric.P50, "", "p50", FigureText::ratioWithInterval),
            new Head(ComparedMetric.P95, "", "p95", FigureText::ratioWithInterval),
            new Head(ComparedMetric.P99, "", "p99", FigureText::ratioWithInterval),
            new Head(ComparedMetric.ERROR_RATE, "", "errors", against -> ""));
    private static final List<Head> BARE = List.of(
            new Head(ComparedMetric.BARE_DRIVER, "", "bare driver", FigureText::ratioWithInterval),
            new Head(ComparedMetric.THROUGHPUT_TO_BARE, "throughput", "/ bare", FigureText::ratioWithInterval));
    private static final List<Head> COST = List.of(
            new Head(ComparedMetric.CPU_SERVICE, "CPU per 1,000", "service", FigureText::ratio),
            new Head(ComparedMetric.CPU_DATABASE, "CPU per 1,000", "database", FigureText::ratio),
            new Head(ComparedMetric.MEMORY_SERVICE, "memory", "service", FigureText::ratio),
            new Head(ComparedMetric.MEMORY_DATABASE, "memory", "database", FigureText::ratio),
            new Head(ComparedMetric.DISK_PER_TIMER, "disk", "per timer", FigureText::ratio));

    private final Comparison comparison;
    private final List<Column> columns;

    private OperationTable(Comparison comparison, List<Column> columns) {
        this.comparison = comparison;
        this.columns = columns;
    }

    static List<String> lines(Comparison comparison, String operation) {
        OperationTable table = new OperationTable(comparison, comparison.columns(operation));
        List<String> lines = new ArrayList<>();
        lines.addAll(table.lines(operation, SEEN));
        if (comparison.plan().asksBareDriver(operation)) {
            lines.add("");
            lines.addAll(table.lines("", BARE));
        }
        lines.add("");
        lines.addAll(table.lines("", COST));
        if (comparison.plan().variants().stream().anyMatch(variant -> comparison.isEmulator(variant.name()))) {
            lines.add("* " + Fairness.EMULATOR);
        }
        return lines;
    }

    private List<String> lines(String title, List<Head> heads) {
        TextTable table = new TextTable(heads.size(), ComparisonTable.WIDTH);
        boolean twoLines = heads.stream().anyMatch(head -> !head.above().isEmpty());
        if (twoLines) {
            table.row("", cells(heads, Head::above));
        }
        table.row(title, cells(heads, Head::name));
        table.row("", cells(heads, head -> FigureText.unit(head.quantity())));
        for (Variant variant : comparison.plan().variants()) {
            rows(table, variant.name(), heads);
        }
        return table.lines();
    }

    private void rows(TextTable table, String variant, List<Head> heads) {
        String label = variant + (comparison.isEmulator(variant) ? MARK : "");
        Optional<String> nothing = nothing(variant, heads);
        if (nothing.isPresent()) {
            table.row(label, List.of(new TextTable.Cell(nothing.get(), heads.size())));
            return;
        }
        table.row(
                label,
                cells(
                        heads,
                        head -> median(head, variant)
                                .map(known -> FigureText.value(head.quantity(), known.value()))
                                .orElse(Numbers.NOT_MEASURED)));
        List<Interval> intervals = heads.stream()
                .flatMap(head -> median(head, variant).flatMap(Median::interval).stream())
                .toList();
        if (!intervals.isEmpty()) {
            table.row("  " + confidence(intervals), cells(heads, head -> interval(head, variant)));
        }
        if (heads.stream().anyMatch(head -> column(head).reference().isPresent())) {
            table.row("  ratio", cells(heads, head -> ratio(head, variant)));
        }
    }

    private Optional<String> nothing(String variant, List<Head> heads) {
        if (comparison.missing().containsKey(variant)) {
            return Optional.of("not available");
        }
        boolean measured = heads.stream().anyMatch(head -> median(head, variant).isPresent());
        return measured ? Optional.empty() : Optional.of(Numbers.NOT_MEASURED);
    }

    private static String confidence(List<Interval> intervals) {
        List<String> texts = intervals.stream()
                .map(interval -> Numbers.percent(interval.confidence()))
                .distinct()
                .toList();
        return texts.size() == 1 ? texts.get(0) : "interval";
    }

    private String interval(Head head, String variant) {
        return median(head, variant)
                .flatMap(Median::interval)
                .map(interval -> FigureText.interval(head.quantity(), interval))
                .orElse("");
    }

    private String ratio(Head head, String variant) {
        if (head.quantity() == ComparedMetric.ERROR_RATE) {
            // Mostly 0, of which nothing is a multiple.
            return "";
        }
        boolean best = column(head).reference().equals(Optional.of(variant));
        return best ? "best" : entry(head, variant).against().map(head.ratio()).orElse("");
    }

    private Optional<Median> median(Head head, String variant) {
        return entry(head, variant).median();
    }

    private Entry entry(Head head, String variant) {
        return column(head).entry(variant);
    }

    private Column column(Head head) {
        return Column.of(head.quantity(), columns);
    }

    private static List<TextTable.Cell> cells(List<Head> heads, Function<Head, String> text) {
        return heads.stream().map(text).map(TextTable.Cell::of).toList();
    }
}

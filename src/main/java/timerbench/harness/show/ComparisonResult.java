package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Column.Difference;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.ComparedMetric;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Line;

/** The result of a comparison in sentences: which variant is best, and by how much. */
final class ComparisonResult {
    /** The metrics that most people decide by, the first of which is in the headline. */
    private static final List<ComparedMetric> METRICS =
            List.of(ComparedMetric.THROUGHPUT, ComparedMetric.P95, ComparedMetric.CPU_SERVICE);

    private final Comparison comparison;

    ComparisonResult(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Returns what the throughput shows, of each operation. */
    String headline() {
        return comparison.plan().operations().stream()
                .map(operation -> "throughput of " + operation + ": "
                        + verdict(Column.of(METRICS.get(0), comparison.columns(operation))))
                .collect(Collectors.joining("; "));
    }

    /** Returns a sentence for each operation and metric of which two variants or more were measured. */
    Items items() {
        List<Line> items = new ArrayList<>();
        for (String operation : comparison.plan().operations()) {
            List<Column> columns = comparison.columns(operation);
            for (ComparedMetric metric : METRICS) {
                Column column = Column.of(metric, columns);
                column.reference().ifPresent(best -> items.add(Line.of(sentence(column, best))));
            }
        }
        return new Items(items);
    }

    /** Returns whether all, some or none of the others differ from the best. */
    private String verdict(Column column) {
        Optional<String> reference = column.reference();
        if (reference.isEmpty()) {
            return column.measured()
                    .findFirst()
                    .map(only -> "only " + name(only.variant()) + " was measured")
                    .orElse(Numbers.NOT_MEASURED);
        }
        String best = name(reference.get());
        Map<Difference, List<String>> others = column.measured()
                .filter(entry -> entry.against().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.against().orElseThrow().difference(),
                        TreeMap::new,
                        Collectors.mapping(entry -> name(entry.variant()), Collectors.toList())));
        if (others.size() == 1) {
            return ofAll(others.keySet().iterator().next(), best);
        }
        return others.entrySet().stream()
                .map(some -> ofSome(some.getKey(), best, String.join(" and ", some.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String ofAll(Difference difference, String best) {
        return switch (difference) {
            case WORSE -> best + " is best";
            case NONE_SHOWN -> "no difference is shown";
            case NOT_TESTED -> best + " has the best median, not tested";
            case BETTER -> "all are better than " + best;
        };
    }

    private static String ofSome(Difference difference, String best, String others) {
        return switch (difference) {
            case WORSE -> best + " is better than " + others;
            case NONE_SHOWN -> "no difference from " + others + " is shown";
            case NOT_TESTED -> others + " not tested";
            case BETTER -> others + " is better than " + best;
        };
    }

    private String sentence(Column column, String best) {
        ComparedMetric metric = column.quantity();
        String others = column.measured()
                .filter(entry -> entry.against().isPresent())
                .map(entry -> other(metric, entry))
                .collect(Collectors.joining("; "));
        return column.operation() + ", " + metric.label() + ": " + name(best) + " has the best median"
                + (hasEmulators(column, best) ? " but for emulators, " : ", ") + value(metric, column.entry(best))
                + "; " + others;
    }

    /** Returns whether an emulator is compared with a product: its figures are not the product's, so it is never best. */
    private boolean hasEmulators(Column column, String best) {
        return !comparison.isEmulator(best)
                && column.measured().anyMatch(entry -> comparison.isEmulator(entry.variant()));
    }

    private String other(ComparedMetric metric, Entry entry) {
        RatioToBest against = entry.against().orElseThrow();
        return name(entry.variant()) + " " + value(metric, entry) + ", "
                + Numbers.text(against.ratio().ratio()) + " × (" + difference(against.difference()) + ")";
    }

    private static String value(ComparedMetric metric, Entry entry) {
        String unit = OperationBlocks.unit(metric);
        String value =
                OperationBlocks.value(metric, entry.median().orElseThrow().value());
        return value + (unit.startsWith("1/") ? unit.substring(1) : " " + unit);
    }

    private static String difference(Difference difference) {
        return difference == Difference.NONE_SHOWN ? "no difference is shown" : difference.text();
    }

    /** Returns the variant with what a number alone would not say. */
    private String name(String variant) {
        String setting = comparison.plan().isSweep() ? ComparisonDocument.variant(comparison.plan()) + " " : "";
        return setting + variant + (comparison.isEmulator(variant) ? " (emulator)" : "");
    }
}

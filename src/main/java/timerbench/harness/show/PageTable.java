package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.ComparedMetric;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.ComparisonPlan.Variant;
import timerbench.harness.run.Numbers;
import timerbench.harness.stats.Median;

/** The figures of one operation as the page's template shows them: a row a variant, a cell a quantity. */
final class PageTable {
    private PageTable() {}

    static Map<String, Object> of(Comparison comparison, String operation) {
        List<Column> columns = comparison.columns(operation);
        List<Map<String, Object>> head = new ArrayList<>();
        for (ComparedMetric quantity : comparison.quantities(operation)) {
            head.add(Map.of("label", quantity.label(), "unit", FigureText.unit(quantity)));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Variant variant : comparison.plan().variants()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("variant", variant.name());
            row.put("emulator", comparison.isEmulator(variant.name()));
            row.put("missing", comparison.missing().containsKey(variant.name()));
            row.put(
                    "cells",
                    columns.stream().map(column -> cell(column, variant.name())).toList());
            rows.add(row);
        }
        return Map.of("head", head, "rows", rows);
    }

    private static Map<String, Object> cell(Column column, String variant) {
        Entry entry = column.entry(variant);
        ComparedMetric quantity = column.quantity();
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put(
                "value",
                entry.median()
                        .map(median -> FigureText.value(quantity, median.value()))
                        .orElse(""));
        cell.put(
                "interval",
                entry.median()
                        .flatMap(Median::interval)
                        .map(interval -> FigureText.interval(quantity, interval) + " ("
                                + Numbers.percent(interval.confidence()) + ")")
                        .orElse(""));
        boolean best =
                quantity != ComparedMetric.ERROR_RATE && column.reference().equals(Optional.of(variant));
        cell.put(
                "ratio",
                best
                        ? "best"
                        : entry.against().map(FigureText::ratioWithInterval).orElse(""));
        cell.put(
                "difference",
                entry.against()
                        .map(RatioToBest::difference)
                        .map(known -> known.text())
                        .orElse(""));
        return cell;
    }
}

package timerbench.harness.show;

import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.run.Database;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.RunTarget;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;

/**
 * A comparison as a CSV table in long form: a row for each variant, operation and metric. What was not measured is
 * empty.
 */
public final class ComparisonCsv {
    private static final List<String> HEADER = List.of(
            "comparison",
            "varied",
            "variant",
            "database",
            "emulator",
            "target",
            "operation",
            "metric",
            "unit",
            "better",
            "repeats",
            "median",
            "low",
            "high",
            "confidence",
            "reference",
            "ratio",
            "ratioLow",
            "ratioHigh",
            "ratioConfidence",
            "difference",
            "status");

    private ComparisonCsv() {}

    /** Returns the text of the file. */
    public static String text(Comparison comparison) {
        CsvText csv = new CsvText(HEADER);
        for (String operation : comparison.plan().operations()) {
            for (Column column : comparison.columns(operation)) {
                column.entries().forEach(entry -> add(csv, comparison, column, entry));
            }
        }
        return csv.text();
    }

    private static void add(CsvText csv, Comparison comparison, Column column, Entry entry) {
        Optional<Interval> interval = entry.median().flatMap(Median::interval);
        Optional<RatioToBest> against = entry.against();
        Optional<Interval> ofRatio = against.flatMap(known -> known.ratio().interval());
        csv.row(
                comparison.id(),
                comparison.plan().varied(),
                entry.variant(),
                comparison.target(entry.variant()).flatMap(RunTarget::database).map(Database::text),
                comparison.isEmulator(entry.variant()),
                comparison.target(entry.variant()).map(RunTarget::text),
                column.operation(),
                column.quantity(),
                column.quantity().unit(),
                column.quantity().better(),
                entry.repeats().size(),
                entry.median().map(Median::value),
                interval.map(Interval::low),
                interval.map(Interval::high),
                interval.map(Interval::confidence).map(JsonText::rounded),
                column.reference(),
                against.map(known -> JsonText.rounded(known.ratio().ratio())),
                ofRatio.map(Interval::low).map(JsonText::rounded),
                ofRatio.map(Interval::high).map(JsonText::rounded),
                ofRatio.map(Interval::confidence).map(JsonText::rounded),
                against.map(known -> known.difference().text()),
                status(comparison, entry));
    }

    private static String status(Comparison comparison, Entry entry) {
        return Optional.ofNullable(comparison.missing().get(entry.variant()))
                .map(reason -> "not available: " + reason)
                .orElse(entry.median().isPresent() ? "measured" : Numbers.NOT_MEASURED);
    }
}

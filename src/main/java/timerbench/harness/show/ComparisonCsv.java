package timerbench.harness.show;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.judge.compare.Column;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.compare.Column.Entry;
import timerbench.harness.judge.compare.Column.RatioToBest;
import timerbench.harness.run.Database;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.RunTarget;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;

/**
 * A comparison as a table in long form, after RFC 4180: a row for each variant, operation and metric. What was not measured
 * is empty.
 */
public final class ComparisonCsv {
    private static final List<String> HEADER = List.of(
            "comparison",
            "varied",
            "variant",
            "database",
            "emulator",
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

    /** Returns the text of the file. Lines end with CR LF, as the RFC has it. */
    public static String text(Comparison comparison) {
        StringBuilder text = new StringBuilder(CsvText.row(HEADER.stream()));
        for (String operation : comparison.plan().operations()) {
            for (Column column : comparison.columns(operation)) {
                column.entries().forEach(entry -> text.append(CsvText.row(cells(comparison, column, entry))));
            }
        }
        return text.toString();
    }

    private static Stream<String> cells(Comparison comparison, Column column, Entry entry) {
        String database = comparison
                .target(entry.variant())
                .flatMap(RunTarget::database)
                .map(Database::text)
                .orElse("");
        Stream<String> what = Stream.of(
                comparison.id(),
                comparison.plan().varied(),
                entry.variant(),
                database,
                Boolean.toString(comparison.isEmulator(entry.variant())),
                column.operation(),
                column.quantity().word(),
                column.quantity().unit().symbol(),
                column.quantity().better().word());
        return Stream.of(what, median(entry), ratio(column, entry), Stream.of(status(comparison, entry)))
                .flatMap(cells -> cells);
    }

    private static Stream<String> median(Entry entry) {
        Optional<Interval> interval = entry.median().flatMap(Median::interval);
        return Stream.of(
                Integer.toString(entry.repeats().size()),
                number(entry.median().map(Median::value)),
                number(interval.map(Interval::low)),
                number(interval.map(Interval::high)),
                number(interval.map(known -> JsonText.rounded(known.confidence()))));
    }

    private static Stream<String> ratio(Column column, Entry entry) {
        Optional<RatioToBest> against = entry.against();
        Optional<Interval> interval = against.flatMap(known -> known.ratio().interval());
        return Stream.of(
                column.reference().orElse(""),
                number(against.map(known -> JsonText.rounded(known.ratio().ratio()))),
                number(interval.map(known -> JsonText.rounded(known.low()))),
                number(interval.map(known -> JsonText.rounded(known.high()))),
                number(interval.map(known -> JsonText.rounded(known.confidence()))),
                against.map(known -> known.difference().text()).orElse(""));
    }

    private static String status(Comparison comparison, Entry entry) {
        return Optional.ofNullable(comparison.missing().get(entry.variant()))
                .map(reason -> "not available: " + reason)
                .orElse(entry.median().isPresent() ? "measured" : Numbers.NOT_MEASURED);
    }

    private static String number(Optional<Double> value) {
        return value.map(known -> Double.toString(known)).orElse("");
    }
}

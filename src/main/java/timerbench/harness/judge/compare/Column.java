package timerbench.harness.judge.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import timerbench.harness.run.Better;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.PairedRatio;

/**
 * One metric of one operation over all variants.
 *
 * <p>The intervals of the ratios are simultaneous (Bonferroni: Dunn 1961, J. Am. Stat. Assoc. 56, 52–64). Each has a
 * confidence of 1 − 0.05 / m, where m is the number of all pairs of measured variants, not just of those with the
 * reference. So all of them hold together at 95 %, though the reference is chosen after the fact, as the best.
 *
 * @param reference the variant that the others are compared with: the one with the best median, the first of equals,
 *     and an emulator only among emulators; absent if fewer than two were measured
 * @param entries one for each variant, in the order of the plan
 */
public record Column(String operation, ComparedMetric quantity, Optional<String> reference, List<Entry> entries) {
    /** The confidence of all intervals of a column together, and the one wanted of the interval of a median. */
    public static final double CONFIDENCE = 0.95;

    public Column {
        entries = List.copyOf(entries);
    }

    /** The figures of a variant by repeat, and whether they come from an emulator. */
    record Series(String variant, boolean emulator, NavigableMap<Integer, Double> repeats) {
        double median() {
            return Column.median(repeats).orElseThrow().value();
        }
    }

    static Column of(String operation, ComparedMetric quantity, List<Series> all) {
        List<Series> measured =
                all.stream().filter(series -> !series.repeats().isEmpty()).toList();
        Optional<Series> reference = measured.size() < 2 ? Optional.empty() : best(measured, quantity.better());
        double confidence = confidence(measured.size());
        List<Entry> entries = new ArrayList<>();
        for (Series series : all) {
            Optional<RatioToBest> against = reference
                    .filter(known -> !known.variant().equals(series.variant()))
                    .flatMap(known -> against(series, known, confidence, quantity.better()));
            entries.add(new Entry(series.variant(), series.repeats(), median(series.repeats()), against));
        }
        return new Column(operation, quantity, reference.map(Series::variant), entries);
    }

    private static double confidence(int variants) {
        return variants < 2 ? CONFIDENCE : 1 - (1 - CONFIDENCE) / (variants * (variants - 1) / 2.0);
    }

    private static Optional<Series> best(List<Series> measured, Better better) {
        Comparator<Series> byMedian = Comparator.comparingDouble(Series::median);
        Comparator<Series> bestFirst = better == Better.LOWER ? byMedian : byMedian.reversed();
        return measured.stream().min(Comparator.comparing(Series::emulator).thenComparing(bestFirst));
    }

    private static Optional<Median> median(NavigableMap<Integer, Double> repeats) {
        return repeats.isEmpty()
                ? Optional.empty()
                : Optional.of(Median.of(values(repeats, repeats.keySet()), CONFIDENCE));
    }

    private static Optional<RatioToBest> against(Series series, Series reference, double confidence, Better better) {
        NavigableMap<Integer, Double> both = new TreeMap<>(series.repeats());
        both.keySet().retainAll(reference.repeats().keySet());
        return PairedRatio.of(
                        values(series.repeats(), both.keySet()), values(reference.repeats(), both.keySet()), confidence)
                .map(ratio -> new RatioToBest(ratio, Difference.of(ratio, better)));
    }

    private static double[] values(NavigableMap<Integer, Double> repeats, Set<Integer> numbers) {
        return numbers.stream().mapToDouble(repeats::get).toArray();
    }

    /** Returns the entries that were measured. */
    public Stream<Entry> measured() {
        return entries.stream().filter(entry -> entry.median().isPresent());
    }

    /** Returns the confidence of the interval of a single ratio, by which all hold together. */
    public double confidenceOfOne() {
        return confidence((int) measured().count());
    }

    /** Returns the column of this metric. */
    public static Column of(ComparedMetric quantity, List<Column> columns) {
        return columns.stream()
                .filter(column -> column.quantity() == quantity)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the variant's entry. */
    public Entry entry(String variant) {
        return entries.stream()
                .filter(entry -> entry.variant().equals(variant))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The figures of one variant.
     *
     * @param repeats the figure of each repeat in which it was measured, by the number of the repeat
     * @param median absent if the metric was never measured
     * @param against the ratio to the reference; absent for the reference itself, and if there is no ratio
     */
    public record Entry(
            String variant,
            NavigableMap<Integer, Double> repeats,
            Optional<Median> median,
            Optional<RatioToBest> against) {
        public Entry {
            repeats = Collections.unmodifiableNavigableMap(new TreeMap<>(repeats));
        }
    }

    /** What a ratio to the reference shows. */
    public enum Difference {
        BETTER("better"),
        WORSE("worse"),
        /** The interval of the ratio contains 1. */
        NONE_SHOWN("no difference shown"),
        /** There is no interval: a single repeat, or the same ratio in all. */
        NOT_TESTED("not tested");

        private final String text;

        Difference(String text) {
            this.text = text;
        }

        /** Returns the spelling for people and files. */
        public String text() {
            return text;
        }

        static Difference of(PairedRatio ratio, Better better) {
            return ratio.interval().map(interval -> of(interval, better)).orElse(NOT_TESTED);
        }

        private static Difference of(Interval interval, Better better) {
            if (interval.contains(1)) {
                return NONE_SHOWN;
            }
            return interval.low() > 1 == (better == Better.HIGHER) ? BETTER : WORSE;
        }
    }

    /**
     * A variant in comparison with the reference of its column.
     *
     * @param ratio of the variant to the reference, over the repeats that both have
     */
    public record RatioToBest(PairedRatio ratio, Difference difference) {}
}

package timerbench.harness.judge.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import timerbench.harness.run.Conditions;
import timerbench.harness.run.Run;
import timerbench.harness.run.SummaryMetric;
import timerbench.harness.stats.MeanRatio;
import timerbench.harness.stats.Median;

/**
 * Runs held against each other: those that are alike in all that is known of them are repeats of one variant, and each variant is held
 * against the first.
 *
 * @param all in the order in which they were given
 * @param untold conditions that differ and are in no variant's name
 */
public record Variants(List<Variant> all, Set<String> untold) {
    private static final double CONFIDENCE = 0.95;

    /**
     * Runs that are repeats of one another.
     *
     * @param name what tells it from the others
     */
    public record Variant(String name, List<Run> runs) {
        public Variant {
            runs = List.copyOf(runs);
        }

        /** Returns the values of a figure, one a run that was measured. */
        public double[] values(SummaryMetric figure) {
            return runs.stream()
                    .flatMap(run -> figure.of(run).stream())
                    .mapToDouble(value -> value)
                    .toArray();
        }

        /** Returns the median of a figure over the runs; empty if none has it. */
        public Optional<Median> median(SummaryMetric figure) {
            double[] values = values(figure);
            return values.length == 0 ? Optional.empty() : Optional.of(Median.of(values, CONFIDENCE));
        }
    }

    public Variants {
        all = List.copyOf(all);
        untold = Set.copyOf(untold);
    }

    /** Returns the variants among runs, at least one. */
    public static Variants of(List<Run> runs) {
        Map<Map<String, String>, List<Run>> groups = new LinkedHashMap<>();
        runs.forEach(run -> groups.computeIfAbsent(Conditions.ofVariant(run), conditions -> new ArrayList<>())
                .add(run));
        VariantNames names = VariantNames.of(List.copyOf(groups.keySet()));
        List<Variant> variants = new ArrayList<>();
        groups.values()
                .forEach(repeats -> variants.add(new Variant(names.names().get(variants.size()), repeats)));
        return new Variants(variants, names.untold());
    }

    /** Returns the first, which others are held against. */
    public Variant reference() {
        return all.get(0);
    }

    /** Returns how many times the reference's a variant's figure is; empty if one of them lacks it, or is 0. */
    public Optional<MeanRatio> ratio(Variant variant, SummaryMetric figure) {
        return MeanRatio.of(variant.values(figure), reference().values(figure), CONFIDENCE);
    }

    /** Returns what is not the same in all variants, by what it is of: a value for each of them. */
    public Map<String, List<String>> differences() {
        return VariantNames.differences(all.stream()
                .map(variant -> Conditions.ofVariant(variant.runs().get(0)))
                .toList());
    }
}

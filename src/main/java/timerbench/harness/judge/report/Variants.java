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
 * Runs in comparison. Runs with the same conditions are repeats of one variant, and each variant is compared with the
 * first.
 *
 * @param all in the order in which they were given
 * @param untold the conditions that differ and are in no variant's name
 */
public record Variants(List<Variant> all, Set<String> untold) {
    private static final double CONFIDENCE = 0.95;

    /**
     * Runs that are repeats of one another.
     *
     * @param name the conditions that tell it from the others
     */
    public record Variant(String name, List<Run> runs) {
        public Variant {
            runs = List.copyOf(runs);
        }

        /** Returns the values of a metric, one for each run that measured it. */
        public double[] values(SummaryMetric figure) {
            return runs.stream()
                    .flatMap(run -> figure.of(run).stream())
                    .mapToDouble(value -> value)
                    .toArray();
        }

        /** Returns the median of a metric over the runs; empty if none measured it. */
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

    /** Returns the first variant, with which the others are compared. */
    public Variant reference() {
        return all.get(0);
    }

    /** Returns the ratio of a variant's metric to the reference's; empty if one of them was not measured or is 0. */
    public Optional<MeanRatio> ratio(Variant variant, SummaryMetric figure) {
        return MeanRatio.of(variant.values(figure), reference().values(figure), CONFIDENCE);
    }

    /** Returns the conditions that are not the same in all variants, each with a text for each variant. */
    public Map<String, List<String>> differences() {
        return VariantNames.differences(all.stream()
                .map(variant -> Conditions.ofVariant(variant.runs().get(0)))
                .toList());
    }
}

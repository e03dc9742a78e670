package timerbench.harness.judge.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import timerbench.harness.run.Conditions;

/**
 * What variants are called: all that tells them apart if that is short, otherwise no more of it than need be.
 *
 * @param names one a variant, no two the same
 * @param untold conditions that differ and are in no name
 */
record VariantNames(List<String> names, Set<String> untold) {
    private static final int LONGEST = 80;

    VariantNames {
        names = List.copyOf(names);
        untold = Set.copyOf(untold);
    }

    /** Returns the names of variants, each of other conditions. */
    static VariantNames of(List<Conditions> variants) {
        List<String> differing = List.copyOf(Conditions.differences(variants).keySet());
        List<String> whole = names(variants, differing);
        if (whole.stream().allMatch(name -> name.length() <= LONGEST)) {
            return new VariantNames(whole, Set.of());
        }
        List<String> told = enough(variants, differing);
        Set<String> untold = new HashSet<>(differing);
        told.forEach(untold::remove);
        return new VariantNames(names(variants, told), untold);
    }

    /**
     * Returns conditions that together tell all apart, in their order: again and again the one that tells the most apart; of such a short
     * one, and the first.
     */
    private static List<String> enough(List<Conditions> variants, List<String> differing) {
        Set<String> told = new LinkedHashSet<>();
        while (distinct(variants, told) < variants.size()) {
            Optional<String> next = differing.stream()
                    .filter(condition -> !told.contains(condition))
                    .max(Comparator.<String>comparingLong(condition -> distinct(variants, with(told, condition)))
                            .thenComparing(condition -> isShort(variants, condition)));
            told.add(next.orElseThrow());
        }
        return differing.stream().filter(told::contains).toList();
    }

    private static Set<String> with(Set<String> told, String condition) {
        Set<String> more = new LinkedHashSet<>(told);
        more.add(condition);
        return more;
    }

    private static long distinct(List<Conditions> variants, Set<String> told) {
        return variants.stream()
                .map(variant -> told.stream().map(variant::given).toList())
                .distinct()
                .count();
    }

    private static boolean isShort(List<Conditions> variants, String condition) {
        return names(variants, List.of(condition)).stream().allMatch(name -> name.length() <= LONGEST / 2);
    }

    private static List<String> names(List<Conditions> variants, List<String> told) {
        List<String> names = new ArrayList<>();
        for (Conditions variant : variants) {
            names.add(variant.name(told, variants));
        }
        return names;
    }
}

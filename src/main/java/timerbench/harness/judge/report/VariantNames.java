package timerbench.harness.judge.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of variants. A name has all conditions in which the variants differ if that is short, otherwise only as
 * many as tell all variants apart.
 *
 * @param names one for each variant, no two the same
 * @param untold the conditions that differ and are in no name
 */
record VariantNames(List<String> names, Set<String> untold) {
    private static final int LONGEST = 80;
    private static final String SIMULATION = "simulation";
    private static final String DATABASE = "database";
    private static final String NONE = "none";

    VariantNames {
        names = List.copyOf(names);
        untold = Set.copyOf(untold);
    }

    /** Returns the names of variants, no two of the same conditions. */
    static VariantNames of(List<Map<String, String>> variants) {
        List<String> differing = List.copyOf(differences(variants).keySet());
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
     * Returns conditions that together tell all variants apart, in their order. Each step adds the condition that
     * tells the most apart; among equals a short one, then the first.
     */
    private static List<String> enough(List<Map<String, String>> variants, List<String> differing) {
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

    private static long distinct(List<Map<String, String>> variants, Set<String> told) {
        return variants.stream()
                .map(variant -> told.stream().map(variant::get).toList())
                .distinct()
                .count();
    }

    private static boolean isShort(List<Map<String, String>> variants, String condition) {
        return names(variants, List.of(condition)).stream().allMatch(name -> name.length() <= LONGEST / 2);
    }

    private static List<String> names(List<Map<String, String>> variants, List<String> told) {
        List<String> names = new ArrayList<>();
        for (Map<String, String> variant : variants) {
            names.add(name(variant, told, variants));
        }
        return names;
    }

    /** Returns the named conditions of a variant as one text. A condition that the variant lacks is left out. */
    private static String name(Map<String, String> variant, List<String> told, List<Map<String, String>> all) {
        String name = told.stream()
                .filter(variant::containsKey)
                .map(condition -> part(condition, variant, all))
                .collect(Collectors.joining(", "));
        return name.isEmpty() ? text(variant, SIMULATION) : name;
    }

    private static String part(String condition, Map<String, String> variant, List<Map<String, String>> all) {
        String text = text(variant, condition);
        return switch (condition) {
            case SIMULATION -> text;
            case DATABASE -> isToldByProduct(all) ? product(text) : text;
            default -> condition + " " + text;
        };
    }

    /** Returns whether product and version are enough to tell the databases apart. */
    private static boolean isToldByProduct(List<Map<String, String>> all) {
        Set<String> texts = all.stream().map(variant -> text(variant, DATABASE)).collect(Collectors.toSet());
        return texts.stream().map(VariantNames::product).distinct().count() == texts.size();
    }

    private static String product(String database) {
        return database.split(" · ", 2)[0];
    }

    private static String text(Map<String, String> variant, String condition) {
        return variant.getOrDefault(condition, NONE);
    }

    /** Returns the conditions that are not the same in all variants, each with a text for each variant. */
    static Map<String, List<String>> differences(List<Map<String, String>> variants) {
        Map<String, List<String>> differences = new LinkedHashMap<>();
        variants.stream().flatMap(each -> each.keySet().stream()).distinct().forEach(condition -> {
            if (distinct(variants, Set.of(condition)) > 1) {
                differences.put(
                        condition,
                        variants.stream().map(each -> text(each, condition)).toList());
            }
        });
        return differences;
    }
}

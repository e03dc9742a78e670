package timerbench.harness.judge.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import timerbench.harness.targets.Product;

/**
 * The runs that a comparison is to make.
 *
 * @param varied what differs between the variants: {@code database}, {@code target}, or the full name of a setting
 * @param variants in the order in which they are shown
 * @param operations of the stress simulation
 * @param repeats the number of runs of each variant and operation, at least one
 * @param seed of the order of runs
 */
public record ComparisonPlan(String varied, List<Variant> variants, List<String> operations, int repeats, long seed) {
    public ComparisonPlan {
        variants = List.copyOf(variants);
        operations = List.copyOf(operations);
        requireDistinct(varied, variants.stream().map(Variant::name).toList());
        requireDistinct("operation", operations);
        if (repeats < 1) {
            throw new IllegalArgumentException("repeats must be at least 1, were " + repeats);
        }
    }

    private static void requireDistinct(String what, List<String> names) {
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "wanted at least one " + what + " and none twice, got " + String.join(", ", names));
        }
    }

    /**
     * Returns the runs in the order in which to make them. One repeat follows the other, so that a drift over hours
     * affects all alike. The order within each repeat is drawn anew, so that no run always follows the same other
     * one.
     */
    public List<Cell> order() {
        Random random = new Random(seed);
        List<Cell> order = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            List<Cell> cells = new ArrayList<>();
            for (Variant variant : variants) {
                for (String operation : operations) {
                    cells.add(new Cell(variant.name(), operation, repeat));
                }
            }
            Collections.shuffle(cells, random);
            order.addAll(cells);
        }
        return order;
    }

    /**
     * Returns whether the bare driver is measured before some runs of the operation. It only creates, and no setting
     * of the service affects it.
     */
    public boolean asksBareDriver(String operation) {
        return variants.stream().anyMatch(variant -> asksBareDriver(variant.name(), operation));
    }

    /** Returns whether the bare driver is measured before the run. Memory has no driver. */
    public boolean asksBareDriver(Cell cell) {
        return asksBareDriver(cell.variant(), cell.operation());
    }

    private boolean asksBareDriver(String variant, String operation) {
        return varied.equals(Comparison.DATABASE)
                && operation.equals("create")
                && !variant.equals(Product.MEMORY.word());
    }

    /** Returns whether targets are compared. */
    public boolean isOfTargets() {
        return varied.equals(Comparison.TARGET);
    }

    /** Returns whether the variants are values of a setting. */
    public boolean isSweep() {
        return !isOfTargets() && !varied.equals(Comparison.DATABASE);
    }

    /** Returns the variant of this name. */
    public Variant variant(String name) {
        return variants.stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + varied + " " + name));
    }

    /**
     * One of the alternatives that are compared, such as a database, a target or a value of a setting.
     *
     * @param settings that make a run one of this variant, by their full names
     */
    public record Variant(String name, Map<String, String> settings) {
        public Variant {
            if (!name.matches("[A-Za-z0-9._-]+")) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" cannot be compared: wanted letters, digits, dots, hyphens and underscores");
            }
            settings = Map.copyOf(settings);
        }
    }

    /**
     * One run of a comparison.
     *
     * @param variant the name of the variant
     * @param repeat from 1
     */
    public record Cell(String variant, String operation, int repeat) {
        /** Returns the folder of the results, within the folder of the comparison. */
        public String folder() {
            return variant + "-" + operation + "-" + repeat;
        }

        /** Returns the run's name for people. */
        public String text() {
            return variant + " " + operation + ", repeat " + repeat;
        }
    }
}

package timerbench.harness.measure.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The harness's counts compared with the target's own.
 *
 * @param comparisons in the order of {@link Counted}
 * @param notComparedBecause why there are no comparisons; present if the target's counts are unknown
 */
public record Reconciliation(List<ComparedCount> comparisons, Optional<String> notComparedBecause) {
    /** Whether the target and the harness count the same. */
    public enum Agreement {
        AGREES,
        DISAGREES,
        NOT_MEASURED
    }

    /**
     * One count of the harness beside the target's.
     *
     * @param target empty if the target does not count it
     */
    public record ComparedCount(Counted what, long harness, Optional<TargetCounts.Tally> target) {
        public ComparedCount {
            if (harness < 0) {
                throw new IllegalArgumentException("count of " + what.key() + " must not be negative, was " + harness);
            }
        }

        public Agreement agreement() {
            return target.map(tally -> tally.allows(harness) ? Agreement.AGREES : Agreement.DISAGREES)
                    .orElse(Agreement.NOT_MEASURED);
        }

        /**
         * Returns a sentence:
         * {@code the target counts 1,203 creates that succeeded, the harness 1,201: they disagree}.
         */
        public String text() {
            return target.map(this::comparedWith)
                    .orElseGet(() -> "the target does not count " + what.text() + ", the harness " + number(harness)
                            + ": not compared");
        }

        private String comparedWith(TargetCounts.Tally tally) {
            long unsure = tally.highest() - tally.lowest();
            return "the target counts " + number(tally.lowest())
                    + (unsure == 0 ? "" : " to " + number(tally.highest())) + " " + what.text()
                    + (unsure == 0 ? "" : " (" + number(unsure) + " failed there and may or may not have arrived)")
                    + ", the harness " + number(harness)
                    + (tally.allows(harness) ? ": they agree" : ": they disagree");
        }

        private static String number(long value) {
            return String.format(Locale.ROOT, "%,d", value);
        }
    }

    public Reconciliation {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * Compares each of the harness's counts with the target's.
     *
     * @param target counts over the whole time in which the harness counted, including the warm-up and the drain
     * @param harness counts by {@link Counted#key()}; a missing one is not compared
     * @throws IllegalArgumentException if a key is unknown or a count negative
     */
    public static Reconciliation compare(TargetCounts.Delta target, Map<String, Long> harness) {
        harness.keySet().forEach(Counted::keyed);
        List<ComparedCount> comparisons = new ArrayList<>();
        for (Counted what : Counted.values()) {
            if (target.unknownBecause().isEmpty() && harness.containsKey(what.key())) {
                comparisons.add(new ComparedCount(
                        what,
                        harness.get(what.key()),
                        Optional.ofNullable(target.tallies().get(what))));
            }
        }
        return new Reconciliation(comparisons, target.unknownBecause());
    }

    /** Returns whether everything that could be compared agrees; not measured if nothing could. */
    public Agreement agreement() {
        List<Agreement> each =
                comparisons.stream().map(ComparedCount::agreement).toList();
        if (each.contains(Agreement.DISAGREES)) {
            return Agreement.DISAGREES;
        }
        return each.contains(Agreement.AGREES) ? Agreement.AGREES : Agreement.NOT_MEASURED;
    }

    /** Returns one sentence for each comparison, or a single one that says why there is none. */
    public List<String> lines() {
        return notComparedBecause
                .map(reason -> List.of("the target's counts cannot be compared: " + reason))
                .orElseGet(() -> comparisons.stream().map(ComparedCount::text).toList());
    }
}

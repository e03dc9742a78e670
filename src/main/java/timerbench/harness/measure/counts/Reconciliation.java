package timerbench.harness.measure.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The harness's counts held against the target's own.
 *
 * @param notComparedBecause why there are no comparisons, where the target's counts are unknown
 */
public record Reconciliation(List<Comparison> comparisons, Optional<String> notComparedBecause) {

    public Reconciliation {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * Returns each of the harness's counts beside the target's, in the order of {@link Counted}.
     *
     * @param target of the whole time in which the harness counted, the warm-up and the drain included
     * @param harness by {@link Counted#key()}; what is left out is not compared
     * @throws IllegalArgumentException if a key is unknown or a count negative
     */
    public static Reconciliation compare(TargetDelta target, Map<String, Long> harness) {
        harness.keySet().forEach(Counted::keyed);
        List<Comparison> comparisons = new ArrayList<>();
        for (Counted what : Counted.values()) {
            if (target.unknownBecause().isEmpty() && harness.containsKey(what.key())) {
                comparisons.add(new Comparison(
                        what,
                        harness.get(what.key()),
                        Optional.ofNullable(target.tallies().get(what))));
            }
        }
        return new Reconciliation(comparisons, target.unknownBecause());
    }

    /** Returns whether all that could be compared agrees; not measured if nothing could. */
    public Agreement agreement() {
        List<Agreement> each = comparisons.stream().map(Comparison::agreement).toList();
        if (each.contains(Agreement.DISAGREES)) {
            return Agreement.DISAGREES;
        }
        return each.contains(Agreement.AGREES) ? Agreement.AGREES : Agreement.NOT_MEASURED;
    }

    /** Returns it as people read it, a line for each comparison, or one that says why there is none. */
    public List<String> lines() {
        return notComparedBecause
                .map(reason -> List.of("the target's counts cannot be compared: " + reason))
                .orElseGet(() -> comparisons.stream().map(Comparison::text).toList());
    }
}

package timerbench.harness.measure.counts;

import java.util.Map;
import java.util.Optional;

/**
 * What a target counted between two moments.
 *
 * @param tallies what it does not count is left out
 * @param unknownBecause why there are none, where they cannot be told
 */
public record TargetDelta(Map<Counted, Tally> tallies, Optional<String> unknownBecause) {

    public TargetDelta {
        tallies = Map.copyOf(tallies);
        if (unknownBecause.isPresent() && !tallies.isEmpty()) {
            throw new IllegalArgumentException("counts that are unknown were " + tallies);
        }
    }

    static TargetDelta known(Map<Counted, Tally> tallies) {
        return new TargetDelta(tallies, Optional.empty());
    }

    /** Returns one without counts, for this reason. */
    public static TargetDelta unknown(String reason) {
        return new TargetDelta(Map.of(), Optional.of(reason));
    }
}

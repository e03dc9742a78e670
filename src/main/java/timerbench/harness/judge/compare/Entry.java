package timerbench.harness.judge.compare;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.stats.Median;

/**
 * One variant's figures of one quantity.
 *
 * @param repeats the figure of each repeat, by its number; those in which it was not measured are left out
 * @param median absent if it was measured in none
 * @param against absent for the reference, and where there is no ratio to it
 */
public record Entry(
        String variant, NavigableMap<Integer, Double> repeats, Optional<Median> median, Optional<RatioToBest> against) {
    public Entry {
        repeats = Collections.unmodifiableNavigableMap(new TreeMap<>(repeats));
    }
}

package timerbench.harness.judge.gate;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import timerbench.harness.stats.SignFlip;

/**
 * The rules by which a paired gate decides.
 *
 * <p>A metric is worse only if both rounds show it, each at a level of its own over all metrics that it tests (Holm
 * 1979). The pairs of the confirmation are fresh, so chance has to show the same change twice. If nothing became
 * worse, the probability of a verdict for the worse is at most the product of both levels: 1 % at the default levels.
 * The same holds for a verdict for the better.
 *
 * @param metrics in the order of their importance, no name twice
 * @param pairs the number of pairs in each round, enough to reach each level if one metric alone differs
 * @param firstLevel how often chance alone may ask for a confirmation in one direction, above 0 and below 0.5
 * @param confirmationLevel how often chance alone may confirm a suspicion
 * @param power of the smallest change that would have been seen: 0.8 for 80 %
 * @param confidence of the intervals of ratios
 */
public record GateRules(
        List<GateMetric> metrics,
        int pairs,
        double firstLevel,
        double confirmationLevel,
        double power,
        double confidence) {
    private static final double LEVEL = 0.1;
    private static final double POWER = 0.8;
    private static final double CONFIDENCE = 0.95;
    private static final double HIGHEST_LEVEL = 0.5;

    public GateRules {
        metrics = List.copyOf(metrics);
        requireDistinct(metrics.stream().map(GateMetric::name).toList());
        requireLevel("first level", firstLevel);
        requireLevel("confirmation level", confirmationLevel);
        requireShare("power", power, 0.5);
        requireShare("confidence", confidence, 0);
        requirePairs(pairs, metrics.size(), Math.min(firstLevel, confirmationLevel));
    }

    /** Returns the rules for a number of pairs per round: both levels 10 %, power 80 %, intervals at 95 %. */
    public static GateRules of(List<GateMetric> metrics, int pairs) {
        return new GateRules(metrics, pairs, LEVEL, LEVEL, POWER, CONFIDENCE);
    }

    private static void requireDistinct(List<String> names) {
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "wanted at least one metric to decide by and none twice, got " + String.join(", ", names));
        }
    }

    private static void requireLevel(String name, double level) {
        if (!(level > 0 && level < HIGHEST_LEVEL)) {
            throw new IllegalArgumentException(name + " must be above 0 and below " + HIGHEST_LEVEL + ", was " + level);
        }
    }

    private static void requireShare(String name, double share, double least) {
        if (!(share > 0 && share >= least && share < 1)) {
            throw new IllegalArgumentException(
                    name + " must be above 0, at least " + least + " and below 1, was " + share);
        }
    }

    private static void requirePairs(int pairs, int metrics, double level) {
        OptionalInt least = leastPairs(metrics, level);
        if (least.isEmpty()) {
            throw new IllegalArgumentException(
                    "no number of pairs up to " + SignFlip.MOST + " can show anything at a level of " + level + " over "
                            + metrics + " metrics; ask for a higher level or fewer metrics");
        }
        if (pairs < least.getAsInt() || pairs > SignFlip.MOST) {
            throw new IllegalArgumentException("pairs must be " + least.getAsInt() + " to " + SignFlip.MOST + ", were "
                    + pairs + ": with fewer nothing can be shown at a level of " + level + " over " + metrics
                    + " metrics, more are not tested exactly");
        }
    }

    private static OptionalInt leastPairs(int metrics, double level) {
        return IntStream.rangeClosed(1, SignFlip.MOST)
                .filter(pairs -> metrics * SignFlip.smallestP(pairs) <= level)
                .findFirst();
    }
}

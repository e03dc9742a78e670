package timerbench.harness.judge.gate;

import java.util.HashSet;
import java.util.List;
import timerbench.harness.stats.SequentialSignFlip;
import timerbench.harness.stats.Spending;

/**
 * The rules by which a paired gate decides. It looks after each pair, and the levels hold over all of its looks.
 *
 * @param metrics in the order of their importance, no name twice
 * @param pairs the most pairs
 * @param level how often chance alone may make any metric worse, and how often it may make any better
 * @param passLevel how often a metric that is worse by exactly the change that the gate seeks may pass
 * @param confidence of the intervals of ratios and differences
 */
public record GateRules(List<GateMetric> metrics, int pairs, double level, double passLevel, double confidence) {
    private static final double LEVEL = 0.01;
    private static final double PASS_LEVEL = 0.1;
    private static final double CONFIDENCE = 0.95;

    /** The first look. At the first that could show any change, four fifths of the level would be spent. */
    private static final int FIRST_LOOK = 8;

    /** Later looks may spend more than early ones: what is large shows early whatever they may. */
    private static final double CURVE = 2.5;

    private static final double PASS_CURVE = 1;

    public GateRules {
        metrics = List.copyOf(metrics);
        requireDistinct(metrics.stream().map(GateMetric::name).toList());
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be above 0 and below 1, was " + confidence);
        }
        int least = Math.max(Spending.least(level), Spending.least(passLevel));
        if (pairs < least || pairs > SequentialSignFlip.MOST) {
            throw new IllegalArgumentException("pairs must be " + least + " to " + SequentialSignFlip.MOST + ", were "
                    + pairs + ": fewer show nothing at a level of " + level + ", more are not tested exactly");
        }
    }

    /** Returns the rules for at most so many pairs: level 1 %, for passing 10 %, intervals at 95 %. */
    public static GateRules of(List<GateMetric> metrics, int pairs) {
        return new GateRules(metrics, pairs, LEVEL, PASS_LEVEL, CONFIDENCE);
    }

    private static void requireDistinct(List<String> names) {
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "wanted at least one metric to decide by and none twice, got " + String.join(", ", names));
        }
    }

    /** Returns how much of the level the tests for a change may spend by each pair. */
    Spending spending() {
        return new Spending(level, Math.min(FIRST_LOOK, pairs), pairs, CURVE);
    }

    /** Returns how much of the level for passing each metric may spend by each pair. */
    Spending passSpending() {
        return new Spending(passLevel, Math.min(FIRST_LOOK, pairs), pairs, PASS_CURVE);
    }
}

package timerbench.harness.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Finds where a series of values changes its level: e-divisive means with Student's t-test, as Hunter does it (Fleming, Kolaczkowski,
 * Kumar, Das, McCarthy, Pattabhiraman & Ingo 2023, arXiv:2301.03034).
 *
 * <ol>
 *   <li>Window by window, each is split where both parts differ the most ({@link EnergyDistance}), and the parts are split again,
 *       as long as the t-test tells them apart at ten times the level. Windows keep a change of long ago, or one that was
 *       undone, from being lost in the whole.
 *   <li>Each candidate is tested anew with all values from the one before to the one after it. The least probable one goes, and
 *       its neighbours are tested again, until all that are left hold at the level; then, in the same way, the smallest goes until all are as
 *       large as is asked.
 *   <li>Each change point moves to where the values between its neighbours differ the most, until none moves. A window that
 *       ends a few values after a change cannot place it: a part has at least four values.
 * </ol>
 *
 * <p>The test holds for one place that was given in advance; here it is the best of many, so that noise passes it more often
 * than the level says. How often is measured by {@link ChangePointRates}, not promised.
 */
public final class ChangePoints {
    /** So few values have no spread to be tested by; a single outlier is none of its own level. */
    private static final int FEWEST = 4;

    private static final double WEAKER = 10;

    /** Places settle in two or three sweeps. The bound is for neighbours that would move each other in turn for ever. */
    private static final int MOST_SWEEPS = 20;

    private final double[] values;
    private final EnergyDistance distance;
    private final Rules rules;

    /**
     * What is looked at together, and what counts as a change.
     *
     * @param window how many values are looked at together at first
     * @param level of the t-test, above 0 and below 0.1
     * @param leastChange the least share of the level before by which a change must differ to be told, 0 or more
     */
    public record Rules(int window, double level, double leastChange) {
        public Rules {
            if (window < 2 * FEWEST) {
                throw new IllegalArgumentException("window must be at least " + 2 * FEWEST + ", was " + window);
            }
            if (!(level > 0 && level < 0.1)) {
                throw new IllegalArgumentException("level must be between 0 and 0.1, was " + level);
            }
            if (!(leastChange >= 0)) {
                throw new IllegalArgumentException("least-change must be 0 or more, was " + leastChange);
            }
        }
    }

    private ChangePoints(double[] values, Rules rules) {
        this.values = values;
        this.distance = new EnergyDistance(values);
        this.rules = rules;
    }

    /**
     * Returns the change points of finite values, ascending by place.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    public static List<ChangePoint> of(double[] values, Rules rules) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("change points are those of finite values");
        }
        return new ChangePoints(values.clone(), rules).found();
    }

    private List<ChangePoint> found() {
        TreeSet<Integer> places = new TreeSet<>();
        int start = 0;
        while (start < values.length) {
            int end = Math.min(values.length, start + rules.window());
            TreeSet<Integer> inWindow = new TreeSet<>();
            split(start, end, inWindow);
            int half = start + rules.window() / 2;
            if (end < values.length) {
                // A change so close to the end of the window cannot be placed. The next window has it further inside.
                inWindow.removeIf(at -> at > end - 2 * FEWEST && at >= half + FEWEST);
            }
            places.addAll(inWindow);
            // From the last one on, so that no window sees a change twice and calls it by two places.
            start = inWindow.isEmpty() ? half : inWindow.last();
        }
        return settled(new ArrayList<>(places));
    }

    /** Returns the change points that hold at the level at their final places. A place that moved is tested anew. */
    private List<ChangePoint> settled(List<Integer> places) {
        List<ChangePoint> points = pruned(places);
        for (int sweep = 0; sweep < MOST_SWEEPS && refine(places); sweep++) {
            points = pruned(places);
        }
        return points;
    }

    /** Moves each place to the best split between its neighbours, and returns whether any moved. */
    private boolean refine(List<Integer> places) {
        boolean moved = false;
        for (int i = 0; i < places.size(); i++) {
            int best = distance.bestSplit(start(places, i), end(places, i), FEWEST);
            moved |= places.set(i, best) != best;
        }
        return moved;
    }

    /** Returns where the values before the change point begin: at its left neighbour. */
    private static int start(List<Integer> places, int i) {
        return i == 0 ? 0 : places.get(i - 1);
    }

    /** Returns where the values after the change point end: at its right neighbour. */
    private int end(List<Integer> places, int i) {
        return i + 1 < places.size() ? places.get(i + 1) : values.length;
    }

    private void split(int from, int to, Set<Integer> places) {
        int at = distance.bestSplit(from, to, FEWEST);
        if (at >= 0 && pValue(from, at, to) < rules.level() * WEAKER) {
            places.add(at);
            split(from, at, places);
            split(at, to, places);
        }
    }

    private List<ChangePoint> pruned(List<Integer> places) {
        List<ChangePoint> points = points(places);
        for (Optional<ChangePoint> weakest = weakest(points); weakest.isPresent(); weakest = weakest(points)) {
            places.remove(Integer.valueOf(weakest.get().at()));
            points = points(places);
        }
        return points;
    }

    private Optional<ChangePoint> weakest(List<ChangePoint> points) {
        Optional<ChangePoint> byChance = points.stream()
                .filter(point -> point.pValue() >= rules.level())
                .max(Comparator.comparingDouble(ChangePoint::pValue));
        return byChance.isPresent()
                ? byChance
                : points.stream()
                        .filter(point -> Math.abs(point.change()) < rules.leastChange())
                        .min(Comparator.comparingDouble(point -> Math.abs(point.change())));
    }

    private List<ChangePoint> points(List<Integer> places) {
        List<ChangePoint> points = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            int from = start(places, i);
            int at = places.get(i);
            int to = end(places, i);
            points.add(new ChangePoint(at, mean(from, at), mean(at, to), pValue(from, at, to)));
        }
        return points;
    }

    /** Two-sided, with the pooled variance. Values that do not vary within their parts differ surely or not at all. */
    private double pValue(int from, int at, int to) {
        int m = at - from;
        int n = to - at;
        if (m < 2 || n < 2) {
            return 1;
        }
        double difference = Math.abs(mean(from, at) - mean(at, to));
        double squares = squares(from, at) + squares(at, to);
        if (squares == 0) {
            return difference == 0 ? 1 : 0;
        }
        double error = Math.sqrt(squares / (m + n - 2) * (1.0 / m + 1.0 / n));
        return 2 * TDistribution.of(m + n - 2).survivalProbability(difference / error);
    }

    private double mean(int from, int to) {
        return Arrays.stream(values, from, to).average().orElseThrow();
    }

    private double squares(int from, int to) {
        double mean = mean(from, to);
        return Arrays.stream(values, from, to)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }
}

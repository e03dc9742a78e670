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
 * Finds the change points of a series: e-divisive means with Student's t-test, as in Hunter (Fleming, Kolaczkowski,
 * Kumar, Das, McCarthy, Pattabhiraman & Ingo 2023, arXiv:2301.03034).
 *
 * <ol>
 *   <li>Split: each window of the series is split where its parts differ the most ({@link EnergyDistance}). The parts
 *       are split again, as long as the t-test separates them at ten times the level. Windows keep an old change, or
 *       one that was undone, from being lost in the whole.
 *   <li>Prune: each candidate is tested with all values between its neighbours. The least significant one is removed
 *       and its neighbours are tested again, until all that are left are significant at the level. Then the smallest
 *       ones are removed in the same way, until all are as large as the rules ask.
 *   <li>Refine: each change point moves to where the values between its neighbours differ the most, until none moves.
 *       A window that ends a few values after a change cannot place it, since each part has at least four values.
 * </ol>
 *
 * <p>The t-test assumes a place that is given in advance. Here it is the best of many, so noise passes more often
 * than the level says. {@link ChangePointRates} measures how often.
 */
public final class ChangePoints {
    /** Fewer values have no spread to test with, and a single outlier is no level. */
    private static final int FEWEST = 4;

    /** The fewest values that can show a change: those of a level before it and of one after it. */
    public static final int FEWEST_VALUES = 2 * FEWEST;

    private static final double WEAKER = 10;

    /** Places settle in two or three sweeps. The bound is for neighbours that would move each other forever. */
    private static final int MOST_SWEEPS = 20;

    private final double[] values;
    private final EnergyDistance distance;
    private final Rules rules;

    /**
     * The rules by which change points are found.
     *
     * @param window how many values are split together at first
     * @param level the significance level of the t-test, above 0 and below 0.1
     * @param leastChange the smallest change to report, as a share of the level before it; 0 or more
     */
    public record Rules(int window, double level, double leastChange) {
        /** The rules of which {@code docs/reports.md} gives the rates of false changes. */
        public static final Rules DEFAULT = new Rules(50, 0.0005, 0.02);

        public Rules {
            if (window < FEWEST_VALUES) {
                throw new IllegalArgumentException("window must be at least " + FEWEST_VALUES + ", was " + window);
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
     * Returns the change points of finite values, in the order of the series.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    public static List<ChangePoint> of(double[] values, Rules rules) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("change points need finite values");
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
                // A change so close to the end of the window cannot be placed. The next window has it farther inside.
                inWindow.removeIf(at -> at > end - 2 * FEWEST && at >= half + FEWEST);
            }
            places.addAll(inWindow);
            // Start at the last change, so that no window sees a change twice and reports it at two places.
            start = inWindow.isEmpty() ? half : inWindow.last();
        }
        return settled(new ArrayList<>(places));
    }

    /** Returns the significant change points at their final places. A place that moved is tested anew. */
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

    /**
     * Returns the two-sided p-value, with the pooled variance. Parts without any spread differ surely or not at all.
     */
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

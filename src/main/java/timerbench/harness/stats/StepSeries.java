package timerbench.harness.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A series with one change of level at a known place, to compare methods of change point detection. The noise is
 * normal, with a standard deviation of 5 % of the level.
 *
 * @param at the index of the first value of the new level
 * @param step the change as a share of the level: 0.05 for 5 %
 */
public record StepSeries(int at, double step, List<Double> values) {
    /** The number of values in each series. */
    public static final int LENGTH = 80;

    /** The sizes of the steps, ascending. */
    public static final List<Double> STEPS = List.of(0.075, 0.1, 0.15, 0.2, 0.3);

    /**
     * The places of the steps: mid first window of 50 values, mid series, twice at the end of the window, and beyond
     * it.
     */
    public static final List<Integer> PLACES = List.of(25, 40, 47, 48, 60);

    /** The number of series with each step at each place. */
    public static final int EACH = 4;

    private static final double LEVEL = 100;
    private static final double SPREAD = 0.05;

    public StepSeries {
        values = List.copyOf(values);
    }

    /** Returns {@link #EACH} series with each step at each place. The same seed gives the same series. */
    public static List<StepSeries> all(long seed) {
        Random random = new Random(seed);
        List<StepSeries> all = new ArrayList<>();
        for (double step : STEPS) {
            for (int at : PLACES) {
                for (int i = 0; i < EACH; i++) {
                    all.add(new StepSeries(at, step, values(at, step, random)));
                }
            }
        }
        return all;
    }

    private static List<Double> values(int at, double step, Random random) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            values.add(LEVEL * ((i < at ? 1 : 1 + step) + SPREAD * random.nextGaussian()));
        }
        return values;
    }

    /** Returns the indices of the change points that are found. */
    public List<Integer> found(ChangePoints.Rules rules) {
        double[] series = values.stream().mapToDouble(value -> value).toArray();
        return ChangePoints.of(series, rules).stream().map(ChangePoint::at).toList();
    }
}

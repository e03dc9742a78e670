package timerbench.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values far from the others of their level: those whose modified z-score, 0.6745 times the distance from the median in medians of
 * such distances, is above 3.5 (Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers, ASQC). Where more than half of
 * the values are the same, the mean of the distances stands in for their median, as there.
 */
public final class Outliers {
    private static final double FAR = 3.5;
    private static final double MEDIANS = 0.6745;
    private static final double MEANS = 1.253314;
    private static final int FEWEST = 5;

    private Outliers() {}

    /** Returns the places of outliers among finite values of one level, ascending; none among fewer than five. */
    public static List<Integer> of(double[] values) {
        if (values.length < FEWEST) {
            return List.of();
        }
        double median = median(values);
        double[] distances =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double middle = median(distances);
        double scale = middle > 0
                ? middle / MEDIANS
                : Arrays.stream(distances).average().orElseThrow() * MEANS;
        return IntStream.range(0, values.length)
                .filter(i -> distances[i] > FAR * scale)
                .boxed()
                .toList();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

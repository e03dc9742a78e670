package timerbench.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds values far from the others of their level, by the modified z-score (Iglewicz & Hoaglin 1993, How to Detect
 * and Handle Outliers, ASQC). An outlier has 0.6745 × |value − median| / MAD above 3.5, where MAD is the median of
 * the absolute deviations from the median. If more than half of the values are the same, MAD is 0, and the mean of
 * the deviations replaces it, as in the book.
 */
public final class Outliers {
    private static final double FAR = 3.5;
    private static final double MEDIANS = 0.6745;
    private static final double MEANS = 1.253314;
    private static final int FEWEST = 5;

    private Outliers() {}

    /**
     * Returns the indices of the outliers among finite values of one level, ascending; none among fewer than five.
     */
    public static List<Integer> of(double[] values) {
        if (values.length < FEWEST) {
            return List.of();
        }
        double median = Median.of(values);
        double[] distances =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double middle = Median.of(distances);
        double scale = middle > 0
                ? middle / MEDIANS
                : Arrays.stream(distances).average().orElseThrow() * MEANS;
        return IntStream.range(0, values.length)
                .filter(i -> distances[i] > FAR * scale)
                .boxed()
                .toList();
    }
}

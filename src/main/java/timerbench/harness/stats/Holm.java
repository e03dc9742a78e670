package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of several tests for comparison with one level (Holm 1979, Scand. J. Statist. 6, 65–70). The
 * probability that any test reaches the level by chance is at most the level, however the tests depend on each other.
 */
public final class Holm {
    private Holm() {}

    /**
     * Returns the adjusted p-values in the order of {@code pValues}. The i-th smallest of m is multiplied by m − i +
     * 1. It is never below an adjusted smaller one, and at most 1.
     *
     * @param pValues each within 0 … 1
     */
    public static double[] adjusted(double[] pValues) {
        if (!Arrays.stream(pValues).allMatch(p -> p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p-values are within 0 … 1, were " + Arrays.toString(pValues));
        }
        List<Integer> ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .toList();
        double[] adjusted = new double[pValues.length];
        double floor = 0;
        int left = pValues.length;
        for (int i : ascending) {
            floor = Math.max(floor, Math.min(1, left * pValues[i]));
            adjusted[i] = floor;
            left--;
        }
        return adjusted;
    }
}

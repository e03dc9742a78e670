package timerbench.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A point of an axis, with the values that were measured there.
 *
 * <p>A search knows of the highest rate that holds only that it lies between a rate that held and one that did not.
 * Repeats of the search often have the same two. That they do not differ does not make the value exact.
 *
 * @param at the value of the axis
 * @param repeats at least one value; points may have different numbers of them
 * @param upTo how large each value may be; equal to the value if it is exact, otherwise both are above 0
 */
public record MeasuredPoint(double at, List<Double> repeats, List<Double> upTo) {
    public MeasuredPoint {
        repeats = List.copyOf(repeats);
        upTo = List.copyOf(upTo);
        if (!Double.isFinite(at) || repeats.isEmpty() || upTo.size() != repeats.size() || !areLimits(repeats, upTo)) {
            throw new IllegalArgumentException("a point needs a finite place and finite values with limits from there"
                    + " up, was " + repeats + " up to " + upTo + " at " + at);
        }
    }

    /** Creates a point of exact values. */
    public MeasuredPoint(double at, List<Double> repeats) {
        this(at, repeats, repeats);
    }

    private static boolean areLimits(List<Double> low, List<Double> high) {
        return IntStream.range(0, low.size())
                .allMatch(i -> Double.isFinite(low.get(i))
                        && Double.isFinite(high.get(i))
                        && (low.get(i).equals(high.get(i)) || (low.get(i) > 0 && low.get(i) < high.get(i))));
    }

    /** Returns the values; of one that is not exact, the geometric mean of its limits. */
    double[] values() {
        double[] values = new double[repeats.size()];
        Arrays.setAll(
                values,
                i -> repeats.get(i).equals(upTo.get(i)) ? repeats.get(i) : Math.sqrt(repeats.get(i) * upTo.get(i)));
        return values;
    }

    /** Returns the mean distance of the limits of a value in logarithms; 0 if all are exact. */
    double logWidth() {
        return IntStream.range(0, repeats.size())
                .mapToDouble(i -> repeats.get(i).equals(upTo.get(i)) ? 0 : Math.log(upTo.get(i) / repeats.get(i)))
                .average()
                .orElseThrow();
    }
}

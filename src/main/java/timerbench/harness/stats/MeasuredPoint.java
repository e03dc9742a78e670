package timerbench.harness.stats;

import java.util.List;

/**
 * A point of an axis, with the values that were measured there.
 *
 * @param at the value of the axis
 * @param repeats at least one value; points may have different numbers of them
 */
public record MeasuredPoint(double at, List<Double> repeats) {
    public MeasuredPoint {
        repeats = List.copyOf(repeats);
        if (!Double.isFinite(at)
                || repeats.isEmpty()
                || !repeats.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "a point needs a finite place and finite values, was " + repeats + " at " + at);
        }
    }

    double[] values() {
        return repeats.stream().mapToDouble(value -> value).toArray();
    }
}

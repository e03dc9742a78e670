package timerbench.harness.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The mean difference between values and those of a reference that were measured in pairs, with Student's t interval
 * for it. Whatever is added to both of a pair cancels out.
 *
 * @param pairs the number of pairs, at least one
 * @param interval absent for a single pair, and if all pairs have the same difference
 */
public record PairedDifference(double difference, int pairs, Optional<Interval> interval) {
    /**
     * Returns the mean of the values minus those of the reference, or nothing if there are none or one is not finite.
     *
     * @param reference as many values; those at the same index are a pair
     * @param confidence how often such an interval contains the true difference: 0.95 for 95 %
     */
    public static Optional<PairedDifference> of(double[] values, double[] reference, double confidence) {
        if (values.length != reference.length) {
            throw new IllegalArgumentException(values.length + " values cannot pair with " + reference.length);
        }
        double[] differences = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] - reference[i])
                .toArray();
        if (differences.length == 0 || !Arrays.stream(differences).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        double mean = Arrays.stream(differences).average().orElseThrow();
        return Optional.of(new PairedDifference(
                mean,
                differences.length,
                StudentInterval.margin(differences, mean, confidence)
                        .map(margin -> new Interval(mean - margin, mean + margin, confidence))));
    }
}

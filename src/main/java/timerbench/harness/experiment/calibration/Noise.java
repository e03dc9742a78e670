package timerbench.harness.experiment.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateMetric.Scale;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.stats.Median;

/**
 * How much pairs vary by one value.
 *
 * @param metric that the gate decides by; empty if it does not decide by the value
 * @param scale of mean and spread: that of the metric; without one, by ratio
 * @param median of both sides' values together, in the value's unit
 * @param mean of the candidate's changes: of the logarithms of the ratios, or of the differences
 * @param spread standard deviation of the same: 0.03 is 3 %
 */
record Noise(TrialValue value, Optional<GateMetric> metric, Scale scale, double median, double mean, double spread) {
    /** Returns the noise of the pairs that measured the value on both sides; empty if fewer than two did. */
    static Optional<Noise> of(TrialValue value, List<Pair> pairs, List<GateMetric> metrics) {
        Optional<GateMetric> metric = metrics.stream()
                .filter(each -> each.name().equals(value.word()))
                .findFirst();
        Scale scale = metric.map(GateMetric::scale).orElse(Scale.RATIO);
        List<double[]> both = pairs.stream()
                .map(pair -> pair.values(value.word()))
                .filter(values -> Double.isFinite(change(scale, values)))
                .toList();
        if (both.size() < 2) {
            return Optional.empty();
        }
        double[] changes =
                both.stream().mapToDouble(values -> change(scale, values)).toArray();
        double mean = Arrays.stream(changes).average().orElseThrow();
        double squares = Arrays.stream(changes)
                .map(change -> (change - mean) * (change - mean))
                .sum();
        double median = Median.of(both.stream().flatMapToDouble(Arrays::stream).toArray());
        return Optional.of(new Noise(value, metric, scale, median, mean, Math.sqrt(squares / (changes.length - 1))));
    }

    private static double change(Scale scale, double[] values) {
        return scale == Scale.RATIO ? Math.log(values[1]) - Math.log(values[0]) : values[1] - values[0];
    }
}

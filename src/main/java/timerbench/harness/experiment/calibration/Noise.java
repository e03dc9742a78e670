package timerbench.harness.experiment.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.stats.PairedRatio;

/**
 * How far the ratios of a scenario's pairs lie apart by one value.
 *
 * @param median of both sides' values together, in the value's unit
 * @param ratio candidate to baseline, with its 95 % interval
 * @param spread standard deviation of the logarithms of the ratios: 0.03 is 3 %
 */
record Noise(TrialValue value, double median, PairedRatio ratio, double spread) {
    private static final double CONFIDENCE = 0.95;

    /** Returns it over the pairs that measured the value on both sides; empty if fewer than two did. */
    static Optional<Noise> of(TrialValue value, List<Pair> pairs) {
        List<double[]> both = pairs.stream()
                .map(pair -> pair.values(value.word()))
                .filter(values -> Arrays.stream(values).allMatch(one -> one > 0 && Double.isFinite(one)))
                .toList();
        if (both.size() < 2) {
            return Optional.empty();
        }
        double[] baseline = both.stream().mapToDouble(values -> values[0]).toArray();
        double[] candidate = both.stream().mapToDouble(values -> values[1]).toArray();
        return PairedRatio.of(candidate, baseline, CONFIDENCE)
                .map(ratio -> new Noise(value, median(both), ratio, spread(both, Math.log(ratio.ratio()))));
    }

    private static double median(List<double[]> both) {
        double[] all = both.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        return (all[(all.length - 1) / 2] + all[all.length / 2]) / 2;
    }

    private static double spread(List<double[]> both, double mean) {
        double squares = both.stream()
                .mapToDouble(values -> Math.log(values[1] / values[0]) - mean)
                .map(off -> off * off)
                .sum();
        return Math.sqrt(squares / (both.size() - 1));
    }
}
